namespace LatentSharp;

/// <summary>What the last layer of an autoencoder's decoder computes.</summary>
public enum AutoencoderOutput
{
    /// <summary>A sigmoid when the samples all lie between 0 and 1, otherwise linear.</summary>
    Auto,

    /// <summary>Any number.</summary>
    Linear,

    /// <summary>Numbers between 0 and 1.</summary>
    Sigmoid,
}

/// <summary>What the output of a decoder follows from.</summary>
internal static class AutoencoderOutputs
{
    /// <summary>With <see cref="AutoencoderOutput.Auto"/> decided by the samples.</summary>
    internal static AutoencoderOutput For(this AutoencoderOutput output, Tensor samples) =>
        output != AutoencoderOutput.Auto ? output : SampleRange.Of(samples).IsUnit ? AutoencoderOutput.Sigmoid : AutoencoderOutput.Linear;

    internal static ActivationFunction Activation(this AutoencoderOutput output) =>
        output == AutoencoderOutput.Sigmoid ? Activations.Sigmoid : Activations.Linear;

    /// <summary>For a description: empty, or begins with a comma.</summary>
    internal static string InWords(this AutoencoderOutput output) => output == AutoencoderOutput.Sigmoid ? ", sigmoid output" : "";
}
