namespace LatentSharp;

/// <summary>A model with the loss that it is trained for and the optimizer's memory.</summary>
internal sealed class Compilation(Model model, Optimizer optimizer, Loss loss, MetricSet metrics)
{
    private readonly Penalties penalties = new();
    private OptimizerState? state;
    private Parameter[] parameters = [];
    private Tensor[] sources = [];
    private Tensor[] gradients = [];

    internal Optimizer Optimizer => optimizer;

    internal Loss Loss => loss;

    /// <summary>The metrics of the epoch in training; as in Keras, sample weights of the loss do not weigh them.</summary>
    internal MetricSet Metrics => metrics;

    /// <summary>One step on a batch, on an open tape; returns its loss.</summary>
    internal float Step(GradientTape tape, Tensor x, Tensor y, Tensor weights, in CallContext context)
    {
        var prediction = model.Call(x, penalties.Collect(context));
        var value = penalties.AddTo(loss.Compute(y, prediction, weights), model);
        Bind();
        for (var i = 0; i < parameters.Length; i++) sources[i] = parameters[i].Value;
        tape.Gradient(value, sources, gradients, differentiable: false);
        state!.Apply(gradients);
        penalties.Constrain();
        metrics.Update(y, prediction);
        return value.Item();
    }

    /// <summary>Ends a training: an average of the weights replaces them, where one is kept.</summary>
    internal void Finish() => state?.Finish();

    /// <summary>The optimizer at work on the parameters, which exist once the model is built.</summary>
    internal OptimizerState Bind()
    {
        if (state is not null) return state;
        parameters = [.. model.TrainableParameters().Distinct()];
        if (parameters.Length == 0) throw new BadArgumentException("Fit: the network has no trainable parameters.");
        sources = new Tensor[parameters.Length];
        gradients = new Tensor[parameters.Length];
        return state = optimizer.Bind(parameters);
    }
}
