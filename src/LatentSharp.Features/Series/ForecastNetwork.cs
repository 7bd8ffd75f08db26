namespace LatentSharp;

/// <summary>
/// Tells each step of a sequence from those before: the last step, and to it what a recurrent layer's state makes of them all. What it need
/// not learn so is that the next step is much like the last.
/// </summary>
internal sealed class ForecastNetwork : Model
{
    private readonly Dense change;

    /// <param name="states">Gives its state after every step.</param>
    /// <param name="channels">The values of a step.</param>
    internal ForecastNetwork(RecurrentLayer states, int channels)
    {
        States = new Sequential(states);
        // It begins as the forecast that nothing changes, and learns what does.
        change = new Dense(channels) { Name = "change", KernelInitializer = Initializers.Zeros };
        Name = "forecaster";
    }

    /// <summary>(N, T, C) -> (N, T, units): the states after each step.</summary>
    internal Sequential States { get; }

    public override IReadOnlyList<Layer> Layers => [States, change];

    public override Shape OutputShape(Shape input) => input;

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(States, "states", input);
        builder.Build(change, "change", States.OutputShape(input));
    }

    /// <summary>(N, T, C) -> (N, T, C): at each step, the one that follows.</summary>
    protected override Tensor Forward(Tensor input, in CallContext context) => input + change.Call(States.Call(input, context), context);
}
