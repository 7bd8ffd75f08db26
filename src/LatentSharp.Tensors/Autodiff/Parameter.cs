namespace LatentSharp;

/// <summary>
/// Numbers that a network learns or keeps: a kernel, a bias, a moving average. It owns its memory, on no tape, and carries a
/// version that changes with every assignment.
/// </summary>
public sealed class Parameter
{
    private readonly Tensor value;
    private ParameterLeaf leaf;
    private ParameterLeaf[] ofShards = [];

    /// <summary>Creates a parameter that holds a copy of these values.</summary>
    /// <param name="name">The last part of its name in saved files, as <c>kernel</c>.</param>
    /// <param name="initial">The values to start from.</param>
    /// <param name="trainable">Whether gradients change it; moving averages are not trained.</param>
    public Parameter(string name, Tensor initial, bool trainable = true)
    {
        Name = name;
        value = initial.Keep();
        Trainable = trainable;
    }

    /// <summary>The last part of its name in saved files, as <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>Its path in the network that is trained, as <c>encoder/dense_1/kernel</c>; its <see cref="Name"/> outside of one.</summary>
    internal string Path { get => field ?? Name; set; }

    /// <summary>Whether optimizers may change it.</summary>
    public bool Trainable { get; set; }

    /// <summary>Changes with every assignment and every optimizer's step.</summary>
    public int Version { get; private set; }

    /// <summary>The sizes of its axes.</summary>
    public Shape Shape => value.Shape;

    /// <summary>The present values. On an open tape, and when trainable, operations on it are recorded.</summary>
    public Tensor Value => Trainable && Recording.Active is { } recording ? Leaf(recording) : value;

    /// <summary>Uses the parameter where a tensor is wanted.</summary>
    public static implicit operator Tensor(Parameter parameter) => parameter.Value;

    /// <summary>Replaces the values.</summary>
    /// <exception cref="BadArgumentException">The shape differs.</exception>
    public void Assign(Tensor values)
    {
        if (values.Shape != Shape)
            throw new BadArgumentException($"Assign: parameter {Name} has shape {Shape}, the values have {values.Shape}.");
        values.Bytes.CopyTo(value.Bytes);
        Touch();
    }

    /// <summary>Says that the memory behind <see cref="Memory"/> was written to.</summary>
    internal void Touch() => Version++;

    /// <summary>A copy of the present values that no tape owns.</summary>
    public Tensor Snapshot() => value.Keep();

    internal Span<float> Memory => value.Floats;

    /// <summary>The one leaf of this parameter on the recording, so that gradients of all its uses meet there.</summary>
    internal Tensor Leaf(Recording recording)
    {
        if (recording.Shard > 0) return LeafOfShard(recording);
        if (leaf.Life != recording.Life)
        {
            if (leaf.Recording is { } other && other != recording && other.IsOpen(leaf.Life)) recording.Displace(this, leaf);
            leaf = new ParameterLeaf(recording, recording.Life, recording.Leaf(value));
        }
        return leaf.Value;
    }

    /// <summary>Makes room for the leaves of so many shards, whose threads then write each into its own place.</summary>
    internal void MakeRoom(int shards)
    {
        if (ofShards.Length < shards) Array.Resize(ref ofShards, shards);
    }

    private Tensor LeafOfShard(Recording recording)
    {
        MakeRoom(recording.Shard);
        ref var own = ref ofShards[recording.Shard - 1];
        if (own.Life != recording.Life) own = new ParameterLeaf(recording, recording.Life, recording.Leaf(value));
        return own.Value;
    }

    /// <summary>Goes back to the leaf on a recording that another one lay within.</summary>
    internal void Restore(ParameterLeaf earlier) => leaf = earlier;
}

/// <summary>A parameter's place on a recording, valid for one life of it.</summary>
internal readonly record struct ParameterLeaf(Recording? Recording, long Life, Tensor Value);
