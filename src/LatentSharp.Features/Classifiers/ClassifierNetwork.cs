namespace LatentSharp;

/// <summary>From samples to features, and from features to a logit for each class.</summary>
internal sealed class ClassifierNetwork : Model
{
    private readonly Dropout dropout;
    private readonly Dense output;

    internal ClassifierNetwork(Sequential body, double rate, int classes)
    {
        Body = body;
        dropout = new Dropout(rate);
        output = new Dense(classes);
    }

    /// <summary>From samples to features.</summary>
    internal Sequential Body { get; }

    public override IReadOnlyList<Layer> Layers => [Body, dropout, output];

    public override Shape OutputShape(Shape input) => output.OutputShape(Body.OutputShape(input));

    protected override void BuildParameters(Shape input, Builder builder)
    {
        builder.Build(Body, "body", input);
        var features = Body.OutputShape(input);
        builder.Build(dropout, "dropout", features);
        builder.Build(output, "output", features);
    }

    protected override Tensor Forward(Tensor input, in CallContext context) =>
        output.Call(dropout.Call(Body.Call(input, context), context), context);
}
