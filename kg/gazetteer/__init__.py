"""Who can act: the actor tables, loaded, checked and indexed."""

from kg.gazetteer.gazetteer import Gazetteer
from kg.gazetteer.posts import same_post
from kg.gazetteer.records import FORMS, GUARDS, Holder, Name, Office, RoleNoun
from kg.gazetteer.spelling import alias_key, plain

__all__ = ["FORMS", "GUARDS", "Gazetteer", "Holder", "Name", "Office", "RoleNoun", "alias_key", "plain", "same_post"]
