/** The workspace in which an experiment is written: form, JSON, and what it leads to. */
@NullMarked
package org.alexnetstudio.ui.experiment;

import org.jspecify.annotations.NullMarked;
