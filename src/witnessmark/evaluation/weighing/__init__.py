"""How well accounts are weighed: planted sentences of known truth, and the verdicts they get.

Conventions
-----------
An incident is drawn at random, an account is composed from its truth with true, false, hedged and
unshowable sentences, and every sentence carries the verdicts that are right for it, by rules over
the truth (:mod:`expecting`) that know nothing of how alignment works. Three levels use more and
more of the program: ``logic`` weighs what a perfect reader and a perfect observer would hand it,
``perception`` what was really perceived in the rendered film, ``all`` what was really read too.
"""
