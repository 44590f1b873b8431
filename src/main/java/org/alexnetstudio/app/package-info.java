/** Launcher and wiring by constructors; may use every room. */
@NullMarked
package org.alexnetstudio.app;

import org.jspecify.annotations.NullMarked;
