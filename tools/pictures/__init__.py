# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the real program: a camera, vaults to show, and one module a scene."""
