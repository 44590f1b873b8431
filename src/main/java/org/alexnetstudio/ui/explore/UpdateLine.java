package org.alexnetstudio.ui.explore;

import java.util.List;
import org.alexnetstudio.insight.WeightUpdate;

/**
 * One line of what a step did to a weight.
 *
 * @param name of what is added
 * @param factors what it is multiplied of, with the numbers put in; empty for none
 * @param value written out, below those of the other lines
 */
record UpdateLine(String name, String factors, String value) {

  /** The rule of the paper's section 5, line by line. */
  static List<UpdateLine> of(WeightUpdate update) {
    double carried = update.momentum() * update.velocityBefore();
    double decayed = -update.rate() * update.decay() * update.before();
    double learned = -update.rate() * update.gradient();
    double largest = Math.max(Math.abs(carried), Math.max(Math.abs(decayed), Math.abs(learned)));
    int decimals = Figures.decimals(largest);
    String rate = Figures.brief(update.rate());
    return List.of(
        new UpdateLine("weight before", "", Figures.signed(update.before(), decimals)),
        new UpdateLine(
            "momentum × velocity",
            Figures.brief(update.momentum()) + " × " + Figures.brief(update.velocityBefore()),
            Figures.signed(carried, decimals)),
        new UpdateLine(
            "− rate × decay × weight",
            "− "
                + rate
                + " × "
                + Figures.brief(update.decay())
                + " × "
                + Figures.brief(update.before()),
            Figures.signed(decayed, decimals)),
        new UpdateLine(
            "− rate × gradient",
            "− " + rate + " × " + Figures.brief(update.gradient()),
            Figures.signed(learned, decimals)),
        new UpdateLine("= velocity", "", Figures.signed(update.velocity(), decimals)),
        new UpdateLine("weight after", "", Figures.signed(update.after(), decimals)));
  }
}
