namespace LatentSharp;

/// <summary>An exponential moving average of parameters.</summary>
internal sealed class WeightAverage
{
    private readonly OptimizerPass pass = new();
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly double momentum;
    private readonly Tensor average;

    internal WeightAverage(IReadOnlyList<Parameter> parameters, double momentum)
    {
        this.parameters = parameters;
        this.momentum = momentum;
        average = Tensor.Kept(parameters.Sum(parameter => parameter.Shape.Count));
        average.Floats.Clear();
    }

    /// <summary>The averages, all parameters' one after the other.</summary>
    internal Tensor Values => average;

    /// <summary>Takes the weights after a step into the average; after the first they are the average.</summary>
    internal void Update(long step)
    {
        pass.Clear();
        var offset = 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var count = parameter.Shape.Count;
            // The rule reads no gradient; the values stand in for it.
            pass.Add(parameter.Memory, parameter.Memory, average.Floats.Slice(offset, count));
            offset += count;
        }
        pass.Run(new AverageStep(step == 1 ? 1 : (float)(1 - momentum)));
    }

    /// <summary>Replaces the weights by their average.</summary>
    internal void Overwrite()
    {
        var offset = 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            average.AsSpan().Slice(offset, parameter.Shape.Count).CopyTo(parameter.Memory);
            parameter.Touch();
            offset += parameter.Shape.Count;
        }
    }
}
