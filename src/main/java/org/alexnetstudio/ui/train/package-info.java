/** The workspace in which a training is watched: curves, filters, feature maps, top five. */
@NullMarked
package org.alexnetstudio.ui.train;

import org.jspecify.annotations.NullMarked;
