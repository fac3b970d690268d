"""What every security scheme is."""


class SecurityBase:
    is_security = True
