using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LatentSharp;

/// <summary>
/// A dense array of numbers in row-major order, channels last: <c>(N, H, W, C)</c> for images. It is a handle, cheap to copy, to
/// memory that is immutable for its users and never disposed by them. A tensor computed while a <see cref="GradientTape"/> records
/// lives as long as the tape; reading it later throws, and <see cref="Keep"/> copies it out.
/// </summary>
public readonly partial struct Tensor
{
    private readonly TensorBody? body;
    private readonly int generation;

    internal Tensor(TensorBody body)
    {
        this.body = body;
        generation = body.Generation;
    }

    /// <summary>Whether this is <c>default(Tensor)</c>, which holds nothing.</summary>
    public bool IsDefault => body is null;

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape => Body.Shape;

    /// <summary>What the elements are.</summary>
    public DType DType => Body.DType;

    /// <summary>The number of axes; 0 for a single number.</summary>
    public int Rank => Body.Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Count => Body.Count;

    /// <summary>
    /// Which entries of the leading axes are real, 1, and which are padding, 0: (N, T) for a batch of sequences; default when all are real.
    /// Layers of sequences pass it on to their results, and losses and metrics leave padding out; operations know nothing of it.
    /// </summary>
    public Tensor Mask => Body.Mask;

    internal TensorBody Body
    {
        get
        {
            if (body is null) throw new BadArgumentException("This tensor is default(Tensor): it holds nothing.");
            if (body.Generation != generation)
            {
                throw new InvalidOperationException(
                    "This tensor was computed on a tape, or in a step of training or prediction, that has ended, "
                    + "and its memory is in use again. Call Keep() before it ends.");
            }
            return body;
        }
    }

    /// <summary>Whether an operation on a tape made this, or it is watched.</summary>
    internal bool IsTracked => body is not null && Body.Node is not null;

    /// <summary>Whether it is tracked by the recording that lives this life.</summary>
    internal bool IsOn(long life) => body is not null && Body.Node is not null && body.Life == life;

    /// <summary>Copies values into a new tensor.</summary>
    /// <param name="values">As many as the shape has elements, in row-major order.</param>
    /// <param name="shape">The sizes of the axes.</param>
    /// <exception cref="BadArgumentException">The number of values is not that of the shape.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        if (values.Length != shape.Count)
            throw new BadArgumentException($"Tensor.From: {values.Length} values do not fill shape {shape} of {shape.Count} elements.");
        var tensor = Allocate(shape, DTypes.Of<T>());
        values.CopyTo(tensor.MutableSpan<T>());
        return tensor;
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape)"/>
    public static Tensor From<T>(T[] values, Shape shape) where T : unmanaged => From<T>(values.AsSpan(), shape);

    /// <summary>A tensor of one axis with these values.</summary>
    public static Tensor From<T>(params T[] values) where T : unmanaged => From<T>(values.AsSpan(), values.Length);

    /// <summary>A tensor of two axes: (rows, columns).</summary>
    public static Tensor From<T>(T[,] values) where T : unmanaged =>
        From<T>(
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length),
            [values.GetLength(0), values.GetLength(1)]);

    /// <summary>A single number.</summary>
    public static Tensor Scalar(float value) => From([value], Shape.Scalar);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, DType type = DType.Float32)
    {
        var tensor = Allocate(shape, type);
        tensor.Bytes.Clear();
        return tensor;
    }

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape) => Full(shape, 1);

    /// <summary>A tensor that holds one value everywhere.</summary>
    public static Tensor Full(Shape shape, float value)
    {
        var tensor = Allocate(shape);
        tensor.MutableSpan<float>().Fill(value);
        return tensor;
    }

    /// <summary>Creates a tensor and lets <paramref name="fill"/> write its elements, without a copy.</summary>
    public static Tensor Create<T, TState>(Shape shape, TState state, SpanAction<T, TState> fill) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(fill);
        var tensor = Zeros(shape, DTypes.Of<T>());
        fill(tensor.MutableSpan<T>(), state);
        return tensor;
    }

    /// <summary>The elements in row-major order. The span is valid as long as the tensor is.</summary>
    /// <exception cref="BadArgumentException">The elements are of another type.</exception>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged => MutableSpan<T>();

    /// <summary>The elements, when they are <see cref="DType.Float32"/>.</summary>
    public ReadOnlySpan<float> AsSpan() => MutableSpan<float>();

    /// <summary>The value of a tensor that holds one element.</summary>
    /// <exception cref="BadArgumentException">It holds another number of elements.</exception>
    public float Item() =>
        Count == 1 ? AsSpan()[0] : throw new BadArgumentException($"Item: a tensor of shape {Shape} is not a single number.");

    /// <summary>One element by its indices.</summary>
    [IndexerName("Element")]
    public float this[params ReadOnlySpan<int> indices]
    {
        get
        {
            var shape = Shape;
            if (indices.Length != shape.Rank)
                throw new BadArgumentException($"{indices.Length} indices do not address an element of shape {shape}.");
            var flat = 0;
            for (var axis = 0; axis < indices.Length; axis++)
            {
                if ((uint)indices[axis] >= (uint)shape[axis])
                    throw new BadArgumentException($"Index {indices[axis]} is outside axis {axis} of shape {shape}.");
                flat = (flat * shape[axis]) + indices[axis];
            }
            return AsSpan()[flat];
        }
    }

    /// <summary>A copy of the elements.</summary>
    public T[] ToArray<T>() where T : unmanaged => AsSpan<T>().ToArray();

    /// <summary>A copy of the elements.</summary>
    public float[] ToArray() => AsSpan().ToArray();

    /// <summary>A copy that no tape owns: it stays readable for ever.</summary>
    public Tensor Keep()
    {
        var copy = Kept(Shape, DType);
        Bytes.CopyTo(copy.Bytes);
        return copy;
    }

    /// <summary>
    /// Rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> of the first axis, without a copy and without a
    /// gradient.
    /// </summary>
    public Tensor Rows(int start, int count)
    {
        var source = Body;
        if (source.Shape.Rank == 0 || start < 0 || count < 0 || start > source.Shape[0] - count)
            throw new BadArgumentException($"Rows: rows {start} to {start + count} are outside shape {source.Shape}.");
        var rowBytes = source.Shape[0] == 0 ? 0 : source.Count / source.Shape[0] * source.DType.Size();
        var view = NewBody();
        view.Set(source.Storage, source.Offset + (start * rowBytes), source.Shape.With(0, count), source.DType);
        return new Tensor(view);
    }

    /// <summary>A short description: the type, the shape and the first elements.</summary>
    public override string ToString()
    {
        if (body is null) return "Tensor (default)";
        var text = new StringBuilder($"Tensor {DType} {Shape}");
        if (DType != DType.Float32) return text.ToString();
        var values = AsSpan();
        text.Append(" [");
        for (var i = 0; i < Math.Min(values.Length, 6); i++)
            text.Append(i > 0 ? ", " : "").Append(values[i].ToString("G5", CultureInfo.InvariantCulture));
        return text.Append(values.Length > 6 ? ", …]" : "]").ToString();
    }

    internal static Tensor Allocate(Shape shape, DType type = DType.Float32)
    {
        var bytes = (long)shape.Count * type.Size();
        if (bytes > int.MaxValue - (2 * Storage.Alignment))
            throw new BadArgumentException($"A tensor of shape {shape} needs {bytes} bytes; one tensor holds at most 2 GiB.");
        var body = NewBody();
        body.Set(Arena.Current?.RentStorage((int)bytes) ?? new Storage((int)bytes), 0, shape, type);
        return new Tensor(body);
    }

    /// <summary>A tensor that no tape owns.</summary>
    internal static Tensor Kept(Shape shape, DType type = DType.Float32)
    {
        var arena = Arena.Suspend();
        try
        {
            return Allocate(shape, type);
        }
        finally
        {
            Arena.Resume(arena);
        }
    }

    /// <summary>The same values, on the same place of the tape, with another mask.</summary>
    /// <param name="mask">(N, …), the leading axes of this tensor, 1 or true where entries are real; default for none.</param>
    /// <exception cref="BadArgumentException">The mask is neither Float32 nor Bool, or its axes are not the leading ones.</exception>
    public Tensor WithMask(Tensor mask)
    {
        var source = Body;
        if (source.Mask.body == mask.body) return this;
        if (mask is { IsDefault: false, DType: DType.Bool }) mask = Ops.ToFloat(mask);
        if (!mask.IsDefault && (mask.DType != DType.Float32 || mask.Rank > source.Shape.Rank || source.Shape[..mask.Rank] != mask.Shape))
            throw new BadArgumentException(
                $"WithMask: a mask {mask.DType} {mask.Shape} does not fit {source.Shape}; it is Float32 or Bool and has the leading axes.");
        var view = NewBody();
        view.Set(source.Storage, source.Offset, source.Shape, source.DType);
        (view.Node, view.Output, view.Life, view.Mask) = (source.Node, source.Output, source.Life, mask);
        return new Tensor(view);
    }

    /// <summary>The same memory under another shape of as many elements; not on the tape.</summary>
    internal Tensor View(Shape shape)
    {
        var source = Body;
        var view = NewBody();
        view.Set(source.Storage, source.Offset, shape, source.DType);
        return new Tensor(view);
    }

    /// <summary>Says that the memory is used until here by those who hold only its address.</summary>
    internal void KeepAlive() => GC.KeepAlive(body);

    internal Span<byte> Bytes => Body.Storage.Bytes.Slice(Body.Offset, Body.Count * Body.DType.Size());

    internal Span<T> MutableSpan<T>() where T : unmanaged
    {
        var checkedBody = Body;
        if (checkedBody.DType != DTypes.Of<T>())
            throw new BadArgumentException($"A tensor of {checkedBody.DType} cannot be read as {typeof(T).Name}.");
        return MemoryMarshal.Cast<byte, T>(Bytes);
    }

    internal Span<float> Floats => MutableSpan<float>();

    private static TensorBody NewBody() => Arena.Current?.RentBody() ?? new TensorBody();
}
