"""Who can act: the actor tables, loaded, checked and indexed."""

from kg.gazetteer.gazetteer import Gazetteer
from kg.gazetteer.records import FORMS, GUARDS, Name, Office, RoleNoun
from kg.gazetteer.spelling import fold, plain

__all__ = ["FORMS", "GUARDS", "Gazetteer", "Name", "Office", "RoleNoun", "fold", "plain"]
