namespace LatentSharp;

/// <summary>
/// A thread's use of a network from the beginning of a call to its end. What changes the network, as training does, has it alone;
/// predictions and evaluations
/// of a built network share it. The use is of every layer, so that two networks which share layers count as one. Within a call, the same
/// thread may call
/// the network again: a callback evaluates, a step predicts.
/// </summary>
internal readonly ref struct NetworkUse
{
    private static readonly Lock Gate = new();

    private readonly Layer[] parts;

    private NetworkUse(Layer[] parts) => this.parts = parts;

    /// <exception cref="InvalidOperationException">Another thread's use does not go with it; nothing has happened then.</exception>
    internal static NetworkUse ToChange(Model model, string operation) => Begin(model, operation, changes: true);

    /// <inheritdoc cref="ToChange"/>
    internal static NetworkUse ToRead(Model model, string operation) =>
        Begin(model, operation, !model.IsBuilt || Array.Exists(model.Parts, part => part.ChangesInUse));

    /// <summary>Lets other threads have the network.</summary>
    public void Dispose()
    {
        var thread = Environment.CurrentManagedThreadId;
        lock (Gate)
        {
            foreach (var part in parts)
            {
                ref var use = ref part.Use;
                if (use.Owner != thread) use.Readers--;
                else if (--use.Depth == 0) use.Owner = 0;
            }
        }
    }

    private static NetworkUse Begin(Model model, string operation, bool changes)
    {
        var thread = Environment.CurrentManagedThreadId;
        lock (Gate)
        {
            var parts = model.Parts;
            foreach (var part in parts)
            {
                ref var use = ref part.Use;
                if (use.Owner != thread && (use.Owner != 0 || (changes && use.Readers > 0))) throw Busy(model, part, operation);
            }
            foreach (var part in parts)
            {
                ref var use = ref part.Use;
                if (use.Owner != thread && !changes)
                {
                    use.Readers++;
                    continue;
                }
                (use.Owner, use.Depth) = (thread, use.Depth + 1);
            }
            return new NetworkUse(parts);
        }
    }

    private static InvalidOperationException Busy(Model model, Layer part, string operation)
    {
        var what = part == model ? "the network" : $"the layer {part.Path} of the network";
        var user = part.Use.Owner != 0 ? "another thread that trains it" : "a prediction";
        return new InvalidOperationException(
            $"{operation}: {what} is in use by {user}; one thread at a time trains a network. "
            + "Wait until it has finished, or give each thread a network "
            + "of its own (Save and Load, or SetWeights).");
    }
}
