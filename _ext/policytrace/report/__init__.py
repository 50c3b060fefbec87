"""The forms a verdict is printed in, one module each behind one protocol; `forms` lists them."""
