using LatentSharp;

Dataset digits = Digits.Load();
var (train, test) = TrainValidationSplit.Split(digits, 0.2, seed: 1);
Scaler scaler = Scaler.Choose(train.Samples);
Tensor x = scaler.Apply(train.Samples), held = scaler.Apply(test.Samples);

FittedAutoencoder model = new Autoencoder(new() { LatentSize = 2, Seed = 1 }).Fit(x);

Tensor features = model.Transform(held);               // (360, 2)
Tensor images = model.Reconstruct(held);               // (360, 8, 8, 1)
Console.WriteLine($"{features.Shape} {images.Shape}: mean squared error {-model.Score(held):F4}");
