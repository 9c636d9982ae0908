"""One reporter per file: `render(report, out, *, color, width)`; the file name is the name of the format."""
