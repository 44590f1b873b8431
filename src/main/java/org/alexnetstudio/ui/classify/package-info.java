/** The workspace in which images are classified. */
@NullMarked
package org.alexnetstudio.ui.classify;

import org.jspecify.annotations.NullMarked;
