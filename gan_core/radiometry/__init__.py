"""Values: their range, their gaps, and the promise that the output averages back to the input."""
