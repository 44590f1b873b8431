package org.alexnetstudio.ui.classify;

import java.util.List;
import org.alexnetstudio.ui.fx.Command;

/**
 * What can be done in the workspace.
 *
 * @param openModel of the shell: asks for a run or a model
 * @param fineTune of the shell: opens an experiment that trains the model on
 * @param toNetwork of the shell: what can be done where there is no network, the best first
 */
record ClassifyCommands(
    Command open,
    Command openFolder,
    Command paste,
    Command remove,
    Command again,
    Command tenCrop,
    Command export,
    Command copy,
    Command save,
    Command pin,
    Command nextWay,
    Command nearest,
    Command saveWhy,
    Command saveNumbers,
    Command copyWhy,
    Command cancel,
    Command openModel,
    Command fineTune,
    List<Command> toNetwork) {

  /** Those of the workspace itself. */
  List<Command> own() {
    return List.of(
        open,
        openFolder,
        paste,
        remove,
        again,
        tenCrop,
        export,
        copy,
        save,
        pin,
        nextWay,
        nearest,
        saveWhy,
        saveNumbers,
        copyWhy,
        cancel);
  }
}
