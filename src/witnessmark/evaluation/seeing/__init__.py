"""How well what is to be seen is seen: cuts, conditions, flashes, streaks, text, marks, motion.

Conventions
-----------
Rendered scenes carry their truth; what stands in them too faint to be asked for counts neither
way. Of real clips it is known what is in them, and whatever else is seen there is false. A figure's
name says its unit; shares lie in [0, 1].
"""
