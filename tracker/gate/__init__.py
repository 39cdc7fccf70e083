"""What every request passes, page or program: who asks, what an address asks of them, which day it is."""
