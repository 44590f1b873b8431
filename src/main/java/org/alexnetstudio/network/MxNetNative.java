package org.alexnetstudio.network;

import ai.djl.engine.EngineException;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.mxnet.jna.LibUtils;
import ai.djl.ndarray.NDArray;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** The calls of MXNet's C interface that DJL does not pass on as they are needed. */
final class MxNetNative {
  /** The names are those of MXNet's c_api.h. */
  interface CApi extends Library {
    int MXNDArrayGetData(Pointer array, PointerByReference data);

    int MXAutogradMarkVariables(
        int count, PointerByReference variables, IntByReference requests, PointerByReference grads);

    int MXAutogradBackward(
        int count, PointerByReference heads, PointerByReference headGradients, int retainGraph);

    int MXCreateCachedOp(Pointer symbol, PointerByReference graph);

    String MXGetLastError();
  }

  /**
   * Lazy and local. JNA's default is global, which makes the JPEG library inside MXNet take the
   * place of the one that Java's decoder was built for.
   */
  private static final int RTLD_LAZY = 1;

  /** A gradient takes the place of what its array held. */
  private static final int WRITE = 1;

  private final CApi api =
      Native.load(
          LibUtils.getLibName(),
          CApi.class,
          Platform.isLinux() ? Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY) : Map.of());

  /**
   * The memory of an array on the CPU, in row-major order. It is valid while the array is open, and
   * may be written only while no operator uses the array.
   */
  FloatBuffer memory(NDArray array) {
    return data(array)
        .getByteBuffer(0, array.size() * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Reads parts of that memory. */
  ArrayReader reader(NDArray array) {
    Pointer memory = data(array);
    return (part, into) ->
        memory.read((long) part * into.length * Float.BYTES, into, 0, into.length);
  }

  private Pointer data(NDArray array) {
    MxNDArray mx = (MxNDArray) array;
    mx.waitToRead();
    PointerByReference data = new PointerByReference();
    check(api.MXNDArrayGetData(mx.getHandle(), data));
    return data.getValue();
  }

  /**
   * Has the engine write the gradient by {@code variable} into {@code gradient}, of its shape.
   * DJL's own way fills such an array with zeros and copies it first.
   */
  void attachGradient(NDArray variable, NDArray gradient) {
    check(
        api.MXAutogradMarkVariables(
            1,
            new PointerByReference(((MxNDArray) variable).getHandle()),
            new IntByReference(WRITE),
            new PointerByReference(((MxNDArray) gradient).getHandle())));
  }

  /** Carries {@code gradient}, of the shape of {@code head}, back from {@code head}. */
  void backward(NDArray head, NDArray gradient) {
    check(
        api.MXAutogradBackward(
            1,
            new PointerByReference(((MxNDArray) head).getHandle()),
            new PointerByReference(((MxNDArray) gradient).getHandle()),
            0));
  }

  /**
   * A graph to be run as one operator. DJL's own would keep the memory of all that layers hand on;
   * this one gives it back after each run.
   */
  Pointer graph(Pointer symbol) {
    PointerByReference graph = new PointerByReference();
    check(api.MXCreateCachedOp(symbol, graph));
    return graph.getValue();
  }

  private void check(int code) {
    if (code != 0) {
      throw new EngineException("MXNet: " + api.MXGetLastError());
    }
  }
}
