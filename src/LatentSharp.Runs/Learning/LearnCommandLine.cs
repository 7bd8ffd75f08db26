namespace LatentSharp;

/// <summary>Writes a request as the command that makes it.</summary>
internal static class LearnCommandLine
{
    /// <summary><c>latent learn digits --latent 2 --seed 1</c>: what differs from the defaults.</summary>
    public static string ToCommand(this LearnRequest request)
    {
        var text = new CommandText("learn", request.Data).Add(LearnOptions.Model, request.Estimator.Kind);
        foreach (var option in EstimatorOption.Of(request.Estimator))
            text.Add(option.Spec, option.Spec.WriteValue(option.Get(request.Estimator)));
        return text.Add(LearnOptions.Validation, request.Validation ?? LearnOptions.Validation.Default)
            .Add(LearnOptions.LabelsFor, request.LabelsFor).AddReading(request.Reading).ToString();
    }
}
