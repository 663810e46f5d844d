"""What there is to share and who asks for it: capacities, ceilings, and the days worked."""
