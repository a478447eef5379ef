class RasterGanError(Exception):
    def __init__(self, code, **values):
        super().__init__(code, values); self.code=code; self.values=values
