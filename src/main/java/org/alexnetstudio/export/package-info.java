/**
 * Pictures of a run as PNG files, drawn without a window: curves, filters, feature maps. Uses event
 * and run.
 */
@NullMarked
package org.alexnetstudio.export;

import org.jspecify.annotations.NullMarked;
