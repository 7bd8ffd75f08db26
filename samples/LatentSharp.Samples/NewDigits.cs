namespace LatentSharp.Samples;

/// <summary>Makes digits that nobody wrote, with a variational autoencoder and with adversarial networks.</summary>
public static class NewDigits
{
    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        var (train, test) = TrainValidationSplit.Split(Digits.Load(), 0.2, seed: 1);
        Scaler scaler = Scaler.Choose(train.Samples);
        Tensor x = scaler.Apply(train.Samples), heldOut = scaler.Apply(test.Samples);

        FittedVariationalAutoencoder vae = new VariationalAutoencoder(new() { LatentSize = 4, WarmUpEpochs = 5, Epochs = 30 }).Fit(x);
        Tensor made = vae.Sample(64, seed: 1);                               // (64, 8, 8, 1)
        Tensor codes = vae.Transform(heldOut);                               // (360, 4): the means of the codes
        Tensor way = vae.Interpolate(codes.Rows(0, 1), codes.Rows(1, 1));    // (11, 8, 8, 1)
        Tensor moved = vae.Traverse(unit: 0);                                // (11, 8, 8, 1)
        EvidenceBound bound = vae.Elbo(heldOut, draws: 5);                   // in nats, with the share of each unit
        Tensor logLikelihood = vae.LogLikelihood(heldOut);                   // (360): by importance sampling

        FittedGan gan = new WassersteinGan(new() { LatentSize = 16, Epochs = 20 }).Fit(x);
        Tensor drawn = gan.Sample(64, seed: 1);
        Tensor features = gan.Transform(heldOut);                            // (360, 128): what the critic's last hidden layer says
        Tensor scores = gan.Discriminate(heldOut);                           // (360): higher for what it takes for real
        foreach (TrainingWarning warning in gan.History.Warnings) output.WriteLine($"{warning.Message} {warning.Remedy}");

        output.WriteLine($"steps {way.Shape[0]} and {moved.Shape[0]}, features {features.Shape[1]}, scores {scores.Shape[0]}");
        output.WriteLine($"minus the bound {-bound.Elbo:F2}");
        output.WriteLine($"minus the log-likelihood {-Ops.Mean(logLikelihood).Item():F2}");
        output.WriteLine($"ink of the vae {Ops.Mean(made).Item():F3}");
        output.WriteLine($"ink of the gan {Ops.Mean(drawn).Item():F3}");
        output.WriteLine($"ink of digits {Ops.Mean(x).Item():F3}");
    }
}
