"""What a satellite's folder or archive holds, told by names and metadata alone: no pixel is read and nothing is unpacked."""
