/**
 * Owns the compute thread, engine and device; starts, resumes and stops trainings; opens models.
 * Uses training, inspect, run and the rooms below them.
 */
@NullMarked
package org.alexnetstudio.session;

import org.jspecify.annotations.NullMarked;
