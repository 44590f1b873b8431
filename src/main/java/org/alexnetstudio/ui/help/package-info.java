/** The guide of docs/guide, inside the program. */
@NullMarked
package org.alexnetstudio.ui.help;

import org.jspecify.annotations.NullMarked;
