// Trains a small network with a checkpoint after each epoch, tells each epoch, and writes the weights and the log at the end.
//
//   LatentSharp.TrainingProbe FOLDER EPOCHS
//
// Or tells digests of many small trainings and operations:
//
//   LatentSharp.TrainingProbe bits THREADS
//
// Or saves and loads networks of many kinds and tells digests of the files:
//
//   LatentSharp.TrainingProbe saved FOLDER
using System.Globalization;
using LatentSharp;
using LatentSharp.Testing;

if (args[0] == "bits")
{
    Bits.Run(int.Parse(args[1], CultureInfo.InvariantCulture));
    return;
}
if (args[0] == "saved")
{
    Saved.Run(args[1]);
    return;
}
var (folder, epochs) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
var x = new TestNumbers(1).Tensor([512, 20]);
var held = new TestNumbers(2).Tensor([64, 20]);
var model = new Sequential(new Dense(64, Activations.Tanh), new Dropout(0.2), new Dense(64, Activations.Relu), new Dense(20)) { Seed = 3 };
model.Compile(new Adam(new ExponentialDecay(0.01, 100, 0.97)) { UseEma = true }, Losses.MeanSquaredError, Metrics.MeanAbsoluteError);
var backup = new BackupAndRestore(Path.Combine(folder, "backup"));
var history = model.Fit(x, x, epochs: epochs, batchSize: 16, validation: (held, held), callbacks:
[
    new LambdaCallback { EpochEnd = state => Console.WriteLine(FormattableString.Invariant($"epoch {state.Epoch}")) },
    new ReduceLROnPlateau { Monitor = "loss", Patience = 3, MinDelta = 0.01 },
    new EarlyStopping { Patience = 1000, RestoreBestWeights = true },
    new CsvLogger(Path.Combine(folder, "log.csv")),
    backup,
]);
foreach (var warning in history.Warnings) Console.WriteLine(warning.Kind);
Console.WriteLine(FormattableString.Invariant($"restored {backup.RestoredEpoch}"));
model.SaveWeights(Path.Combine(folder, "weights.safetensors"));
