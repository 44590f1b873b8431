/** The workspace that looks inside a network: its layers, units and numbers. */
@NullMarked
package org.alexnetstudio.ui.explore;

import org.jspecify.annotations.NullMarked;
