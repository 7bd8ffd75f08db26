namespace LatentSharp.Samples;

/// <summary>Tells sounds apart by their cepstral coefficients, and makes a sound of a spectrogram.</summary>
public static class SoundsOfNotes
{
    private const int Rate = 8000;

    /// <summary>Runs the sample.</summary>
    public static void Run(TextWriter output)
    {
        SoundReading reading = new(new() { SampleRate = Rate, Seconds = 0.25, Features = SoundFeatures.Mfcc, Mels = 32, Mfccs = 12 });
        Tensor samples = Tensor.Zeros(reading.SampleShape.Prepend(60));
        samples = Tensor.Create<float, SoundReading>(samples.Shape, reading, (values, own) =>
        {
            var size = (int)own.SampleShape.Count;
            for (var i = 0; i < 60; i++) own.ToSample(own.Fit(Note(i)), values.Slice(i * size, size));
        });
        Tensor labels = Tensor.From([.. Enumerable.Range(0, 60).Select(i => i % 2)]);
        Dataset notes = new Dataset("notes", samples, labels, ["flute", "reed"]).AsSequences();
        var (train, test) = TrainValidationSplit.Split(notes, 0.2, seed: 1);

        Scaler scaler = Scaler.Choose(train);
        FittedClassifier model = new CnnClassifier(new() { Axes = SampleAxes.Sequence, Filters = [16], Epochs = 30 }).Fit(
            scaler.Apply(train), train.Labels!.Value);
        output.WriteLine($"accuracy {model.Score(scaler.Apply(test), test.Labels!.Value):F2}");

        SoundReading spectrogram = new(new() { SampleRate = Rate, Seconds = 0.25 });
        float[] picture = new float[spectrogram.SampleShape.Count];
        spectrogram.ToSample(spectrogram.Fit(Note(0)), picture);
        float[] heard = spectrogram.ToSound(picture);
        output.WriteLine($"loudness {Math.Sqrt(heard.Average(value => value * value)):F2}");
    }

    /// <summary>A flute has a tone alone, a reed its odd harmonics; each note is another.</summary>
    private static float[] Note(int number)
    {
        var hertz = 220 * Math.Pow(2, number / 60.0);
        return
        [
            .. Enumerable.Range(0, Rate / 4).Select(n =>
            {
                var turn = 2 * Math.PI * hertz * n / Rate;
                return (float)(0.3 * (Math.Sin(turn) + (number % 2 == 0 ? 0 : (0.6 * Math.Sin(3 * turn)) + (0.4 * Math.Sin(5 * turn)))));
            }),
        ];
    }
}
