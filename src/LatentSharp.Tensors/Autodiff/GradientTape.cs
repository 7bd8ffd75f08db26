namespace LatentSharp;

/// <summary>
/// Records the operations on watched tensors and trainable parameters, and computes gradients from them.
/// <code>
/// using var tape = new GradientTape();
/// Tensor x = tape.Watch(Tensor.Scalar(3));
/// Tensor y = x * x;
/// Tensor dy = tape.Gradient(y, x);       // 6
/// </code>
/// Tensors computed while a tape is open live as long as it. Tapes are of one thread; several may be open at the same time, nested or
/// side by side: they share what is recorded, and the memory lives until the last is disposed. <c>Fit</c>, <c>Predict</c> and their kin may
/// run while a tape is open: they record and compute by themselves, their results are constants for it, and it goes on after them.
/// </summary>
public sealed class GradientTape : IDisposable
{
    private readonly bool apart;
    private Recording? recording;

    /// <summary>Opens a tape on this thread.</summary>
    public GradientTape() : this(apart: false)
    {
    }

    /// <summary>A tape that may <see cref="Restart"/> within others, since it shares nothing with them.</summary>
    internal GradientTape(bool apart) : this(apart, 0)
    {
    }

    private GradientTape(bool apart, int shard)
    {
        this.apart = apart;
        recording = Recording.Open(apart, shard);
    }

    private Recording Open
    {
        get
        {
            if (recording is null) throw new ObjectDisposedException(nameof(GradientTape), "This tape has been disposed.");
            if (recording.IsCurrent) return recording;
            throw new InvalidOperationException(
                "This tape does not record here: a training or prediction runs within it, or another thread opened it. "
                + "Open another tape here, or use this one after that.");
        }
    }

    /// <summary>
    /// Returns the tensor as one that gradients can be taken with respect to. Trainable parameters need not be watched.
    /// </summary>
    public Tensor Watch(Tensor value) => Open.Leaf(value);

    /// <summary>The gradient of the sum of <paramref name="target"/>'s elements with respect to one tensor.</summary>
    /// <param name="target">Usually a loss, a single number.</param>
    /// <param name="source">A watched tensor or any other computed on the tape.</param>
    /// <param name="differentiable">Whether the gradient's own computation is recorded, so that it can be differentiated again.</param>
    /// <returns>A tensor of the source's shape; zeros when the target does not depend on it.</returns>
    /// <exception cref="BadArgumentException">The source was not watched.</exception>
    public Tensor Gradient(Tensor target, Tensor source, bool differentiable = false)
    {
        Tensor gradient = default;
        Gradient(target, new ReadOnlySpan<Tensor>(in source), new Span<Tensor>(ref gradient), differentiable);
        return gradient;
    }

    /// <summary>The gradients of the sum of <paramref name="target"/>'s elements with respect to several tensors.</summary>
    /// <inheritdoc cref="Gradient(Tensor, Tensor, bool)"/>
    public Tensor[] Gradient(Tensor target, ReadOnlySpan<Tensor> sources, bool differentiable = false)
    {
        var gradients = new Tensor[sources.Length];
        Gradient(target, sources, gradients, differentiable);
        return gradients;
    }

    /// <summary>The gradients of the sum of <paramref name="target"/>'s elements with respect to parameters.</summary>
    /// <inheritdoc cref="Gradient(Tensor, Tensor, bool)"/>
    public Tensor[] Gradient(Tensor target, IReadOnlyList<Parameter> parameters, bool differentiable = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var sources = new Tensor[parameters.Count];
        for (var i = 0; i < sources.Length; i++) sources[i] = parameters[i].Leaf(Open);
        return Gradient(target, sources, differentiable);
    }

    /// <summary>Ends the tape; when no other is open on the thread, all that was computed on it is recycled.</summary>
    public void Dispose()
    {
        recording?.CloseTape();
        recording = null;
    }

    /// <param name="target">What is differentiated.</param>
    /// <param name="sources">With respect to what.</param>
    /// <param name="gradients">The gradients.</param>
    /// <param name="differentiable">Whether their computation is recorded.</param>
    /// <param name="along">What the target's own gradient is, of its shape; <c>default</c> for ones.</param>
    internal void Gradient(
        Tensor target, ReadOnlySpan<Tensor> sources, Span<Tensor> gradients, bool differentiable, Tensor along = default)
    {
        foreach (var source in sources)
        {
            if (!source.IsOn(Open.Life))
                throw new BadArgumentException(
                    $"Gradient: a source of shape {source.Shape} is not on the tape; take gradients with respect to what Watch returned.");
        }
        Open.Backpropagate(target, sources, differentiable, along);
        for (var i = 0; i < sources.Length; i++)
        {
            var gradient = sources[i].Body.Node!.Gradients[sources[i].Body.Output];
            gradients[i] = gradient.IsDefault ? Tensor.Zeros(sources[i].Shape) : gradient;
        }
    }

    /// <summary>Opens a tape that was disposed once more.</summary>
    internal void Reopen()
    {
        if (recording is not null)
            throw new InvalidOperationException("This model is in the middle of a step; a step of it within that cannot begin.");
        recording = Recording.Open(apart);
    }

    /// <summary>
    /// Lets code of others run within a tape apart as if it were called from outside: what it computes belongs to the tapes that were open
    /// before, and outlives the step. Ends when the result is disposed.
    /// </summary>
    internal Outside Leave() => new(Open);

    /// <summary>
    /// A tape of one of a step's shards, which records between <see cref="StepIn"/> and <see cref="StepOut"/> alone, each time on whichever
    /// thread has the shard.
    /// </summary>
    /// <param name="shard">Its place among them, from 1.</param>
    internal static GradientTape OfShard(int shard)
    {
        var tape = new GradientTape(apart: true, shard);
        tape.StepOut();
        return tape;
    }

    /// <summary>Lets this thread record on the tape of a shard, with the numbers of its last step gone.</summary>
    internal void StepIn()
    {
        recording!.Return();
        recording.Restart();
    }

    /// <summary>Ends this thread's recording on the tape of a shard; what was computed stays until the next <see cref="StepIn"/>.</summary>
    internal void StepOut() => recording!.Leave();

    /// <summary>A time outside of a tape apart.</summary>
    internal readonly ref struct Outside
    {
        private readonly Recording recording;

        internal Outside(Recording recording)
        {
            this.recording = recording;
            recording.Leave();
        }

        public void Dispose() => recording.Return();
    }

    /// <summary>Recycles everything and starts over: the loop of <c>Fit</c> uses one tape for all its steps.</summary>
    internal void Restart() => Open.Restart();
}
