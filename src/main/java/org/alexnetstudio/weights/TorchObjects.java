package org.alexnetstudio.weights;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alexnetstudio.weights.PickleMachine.Global;
import org.alexnetstudio.weights.PickleMachine.None;
import org.alexnetstudio.weights.TorchTensor.Storage;

/** All that the pickle of a state dict may ask for: tensors, their storages, dictionaries. */
final class TorchObjects implements PickleMachine.Calls {
  private static final String ORDERED_DICT = "collections.OrderedDict";
  private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
  private static final String OLD_TENSOR = "torch._utils._rebuild_tensor";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";
  private static final String PARAMETER_WITH_STATE = "torch._utils._rebuild_parameter_with_state";

  /** As the first versions of PyTorch saved parameters: the class called with a tensor. */
  private static final String OLD_PARAMETER = "torch.nn.parameter.Parameter";

  private static final Set<String> FUNCTIONS =
      Set.of(ORDERED_DICT, TENSOR, OLD_TENSOR, PARAMETER, PARAMETER_WITH_STATE, OLD_PARAMETER);

  private static final Map<String, DType> STORAGES =
      Map.of(
          "torch.DoubleStorage", DType.F64,
          "torch.FloatStorage", DType.F32,
          "torch.HalfStorage", DType.F16,
          "torch.BFloat16Storage", DType.BF16,
          "torch.LongStorage", DType.I64,
          "torch.IntStorage", DType.I32,
          "torch.ShortStorage", DType.I16,
          "torch.CharStorage", DType.I8,
          "torch.ByteStorage", DType.U8,
          "torch.BoolStorage", DType.BOOL);

  private final Map<String, Storage> storages = new HashMap<>();

  /**
   * A storage, or a part of one that stands for it.
   *
   * @param first number of the storage with which the part begins
   */
  private record StoragePart(Storage storage, long first) {}

  /** The storages that the pickle has named, by their keys. */
  Map<String, Storage> storages() {
    return storages;
  }

  @Override
  public void allow(Global global) throws FormatException {
    String name = global.toString();
    if (!FUNCTIONS.contains(name) && !STORAGES.containsKey(name)) {
      throw PickleMachine.refusal(global);
    }
  }

  @Override
  public Object call(Global function, List<?> arguments) throws FormatException {
    switch (function.toString()) {
      case ORDERED_DICT -> {
        return dictionary(arguments);
      }
      case TENSOR, OLD_TENSOR -> {
        if (arguments.size() >= 4 && arguments.get(0) instanceof StoragePart part) {
          long offset = TorchTensor.natural(arguments.get(1));
          // A sum that overflows is negative, and refused.
          return TorchTensor.of(
              part.storage(), part.first() + offset, arguments.get(2), arguments.get(3));
        }
      }
      case PARAMETER, PARAMETER_WITH_STATE, OLD_PARAMETER -> {
        if (!arguments.isEmpty() && arguments.get(0) instanceof TorchTensor tensor) {
          return tensor;
        }
      }
      default -> {
        // A type of storage is only named.
      }
    }
    throw new FormatException(
        "its pickle calls " + function + " with arguments that it does not take");
  }

  private static Map<Object, Object> dictionary(List<?> arguments) throws FormatException {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (!arguments.isEmpty()) {
      // As Python 2 pickled it: a list of pairs.
      if (!(arguments.get(0) instanceof List<?> pairs)) {
        throw new FormatException("its pickle makes a dictionary out of something else");
      }
      for (Object each : pairs) {
        if (!(each instanceof List<?> pair) || pair.size() != 2) {
          throw new FormatException("its pickle makes a dictionary out of something else");
        }
        PickleMachine.put(dictionary, pair.get(0), pair.get(1));
      }
    }
    return dictionary;
  }

  /** ("storage", type, key, device, numbers), in the legacy form with a part of it at the end. */
  @Override
  public Object persistent(Object id) throws FormatException {
    if (!(id instanceof List<?> tuple)
        || tuple.size() < 5
        || !tuple.get(0).equals("storage")
        || !(tuple.get(1) instanceof Global type)
        || !(tuple.get(2) instanceof String key)) {
      throw new FormatException("its pickle refers to something that is not a storage");
    }
    DType dtype = STORAGES.get(type.toString());
    if (dtype == null) {
      throw new FormatException("its pickle has a storage of the type " + type);
    }
    if (!key.matches("[A-Za-z0-9_]{1,64}")) {
      throw new FormatException(
          "its pickle names a storage " + Names.quoted(key) + ", which is no name of one");
    }
    Storage storage = new Storage(key, dtype, TorchTensor.natural(tuple.get(4)));
    Storage before = storages.putIfAbsent(key, storage);
    if (before != null && !before.equals(storage)) {
      throw new FormatException(
          "its pickle describes the storage " + Names.quoted(key) + " in two ways");
    }
    return part(storage, tuple);
  }

  private static StoragePart part(Storage storage, List<?> tuple) throws FormatException {
    if (tuple.size() == 5 || tuple.get(5) == None.NONE) {
      return new StoragePart(storage, 0);
    }
    if (!(tuple.get(5) instanceof List<?> view) || view.size() != 3) {
      throw new FormatException("its pickle has a part of a storage without a place");
    }
    long first = TorchTensor.natural(view.get(1));
    long numbers = TorchTensor.natural(view.get(2));
    if (first > storage.numbers() || numbers > storage.numbers() - first) {
      throw new FormatException(
          "its pickle has a part that reaches beyond its storage " + Names.quoted(storage.key()));
    }
    return new StoragePart(storage, first);
  }
}
