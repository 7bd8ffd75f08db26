namespace LatentSharp.Tests;

/// <summary>Whatever is wrong ends with one sentence that names it, exit code 2, and nothing written.</summary>
public sealed class BadInputTests(WorkingFolder folder) : IClassFixture<WorkingFolder>
{
    [Theory]
    // The command line.
    [InlineData("lern digits", "'lern' is no command")]
    [InlineData("learn", "DATA is missing")]
    [InlineData("learn digits extra", "'extra'")]
    [InlineData("learn digits --colour red", "--colour")]
    [InlineData("learn digits --epoch 3", "perhaps --epochs")]
    [InlineData("learn digits --latent", "--latent: its value is missing")]
    [InlineData("learn digits --latent 2 --latent 3", "--latent: is given more than once")]
    [InlineData("learn digits --latent 0", "--latent: '0'")]
    [InlineData("learn digits --latent two", "--latent: 'two'")]
    [InlineData("learn digits --latent 65 --model pca", "--latent: 65")]
    [InlineData("learn digits --hidden 12,x", "--hidden: '12,x'")]
    [InlineData("learn digits --hidden 2000000000", "--hidden: 2000000000")]
    [InlineData("learn digits --epochs 0", "--epochs: '0'")]
    [InlineData("learn digits --epochs 3 --model pca", "--epochs")]
    [InlineData("learn digits --batch 0", "--batch: '0'")]
    [InlineData("learn digits --learning-rate -0.1", "--learning-rate: '-0.1'")]
    [InlineData("learn digits --learning-rate 0,1", "--learning-rate: '0,1'")]
    [InlineData("learn digits --learning-rate NaN", "--learning-rate: 'NaN'")]
    [InlineData("learn digits --learning-rate 1e30 --epochs 1", "--learning-rate: 1E+30")]
    [InlineData("learn digits --learning-rate 1e30 --epochs 2 --model vae", "--learning-rate: 1E+30")]
    [InlineData("learn digits --seed -1", "--seed: '-1'")]
    [InlineData("learn digits --threads 0", "--threads: '0'")]
    [InlineData("learn digits --validation 1.5", "--validation: '1.5'")]
    [InlineData("learn digits --model magic", "--model: 'magic'")]
    [InlineData(
        "learn digits --model pca --corruption masking",
        "--corruption: means nothing to pca, which takes --latent, --seed; leave it out, or choose --model denoising-autoencoder.")]
    [InlineData("learn digits --corruption-amount 0.5", "--corruption-amount: means nothing to autoencoder")]
    [InlineData(
        "learn digits --model denoising-autoencoder --corruption masking --corruption-amount 1.5",
        "--corruption-amount: 1.5 does not fit; a share")]
    [InlineData(
        "learn digits --model denoising-autoencoder --corruption noise",
        "--corruption: 'noise' does not fit; it must be gaussian, masking or salt-and-pepper")]
    [InlineData("learn digits --model sparse-autoencoder --sparsity-weight -1", "--sparsity-weight: '-1'")]
    [InlineData("learn digits --model contractive-autoencoder --contraction NaN", "--contraction: 'NaN'")]
    [InlineData("learn digits --model stacked-autoencoder --pretraining-epochs x", "--pretraining-epochs: 'x'")]
    [InlineData("learn digits --tied-weights", "--tied-weights: its value is missing; it must be yes or no")]
    [InlineData("learn digits --tied-weights maybe", "--tied-weights: 'maybe'")]
    [InlineData("learn digits --decoder-output cubic", "--decoder-output: 'cubic' does not fit; it must be auto, linear or sigmoid")]
    [InlineData("learn good.csv --label kind --model conv-autoencoder", "conv-autoencoder: samples of shape (2) are no ")]
    [InlineData(
        "learn good.csv --label kind --model recurrent-autoencoder", "recurrent-autoencoder: samples of shape (2) are no sequences")]
    [InlineData("learn digits --model conv-autoencoder --axes sequence", "samples of shape (8, 8, 1) are no sequences")]
    [InlineData("learn digits --model conv-autoencoder --axes cube", "--axes: 'cube' does not fit; it must be auto, image or sequence")]
    [InlineData("learn digits --model conv-autoencoder --filters none", "--filters: none does not fit; there is one convolution at least")]
    [InlineData("learn digits --model recurrent-autoencoder --cell lstmm", "--cell: 'lstmm' does not fit; it must be lstm, gru or simple")]
    [InlineData("learn digits --cell gru", "--cell: means nothing to autoencoder")]
    // The data.
    [InlineData("learn nowhere.csv", "nowhere.csv: there is no such file")]
    [InlineData("learn nowhere", "'nowhere'")]
    [InlineData("learn run", "run: there is nothing in this folder")]
    [InlineData("learn empty.csv", "empty.csv: the file is empty")]
    [InlineData("learn empty.npy", "empty.npy")]
    [InlineData("learn one.csv", "one.csv: there is 1 row")]
    [InlineData("learn text.csv", "text.csv: line 3, column 2 ('b'): 'x' is not a number")]
    [InlineData("learn ragged.csv", "ragged.csv: line 3: expected 2 columns, found 1")]
    [InlineData("learn nan.csv", "nan.csv: line 3, column 2 ('b')")]
    [InlineData("learn cut.npy", "cut.npy")]
    [InlineData("learn nan.npy", "nan.npy: element [1, 2]")]
    [InlineData("learn good.csv --label colour", "colour")]
    [InlineData("learn wide.csv --model pca --latent 1", "pca needs at least 2 samples")]
    [InlineData(
        "learn gaps.csv",
        "gaps.csv: line 3, column 1 ('size'): the value is missing ('NA'); fill it, remove the row, or learn with --missing impute")]
    [InlineData("learn gaps.csv --missing guess", "--missing: 'guess' does not fit; it must be refuse, impute or indicator")]
    [InlineData(
        "learn pictures --validation 0.3",
        "--validation: does not fit pictures, which has a test part of its own, 2 samples, to measure on; leave it out.")]
    [InlineData("data describe", "DATA is missing")]
    [InlineData("data describe nowhere.csv", "nowhere.csv: there is no such file")]
    [InlineData("data describe nowhere", "'nowhere' is neither a known data set nor a file of a known format")]
    [InlineData("data describe cut.npy", "cut.npy")]
    [InlineData("data describe ragged.csv", "ragged.csv: line 3: expected 2 columns, found 1")]
    [InlineData("data get cifar", "'cifar' is no set that can be fetched; there are")]
    [InlineData("data get mnist --from nowhere", "nowhere: there is no such folder")]
    [InlineData("data get mnist --from run", "of mnist are not there")]
    // The run folder.
    [InlineData("learn digits --out run", "--out: 'run' is not empty")]
    [InlineData("learn digits --out good.csv", "--out: 'good.csv' is a file")]
    [InlineData("learn digits --out good.csv/run", "--out: 'good.csv/run' cannot be made")]
    // A finished run on new data.
    [InlineData("features", "MODEL is missing")]
    [InlineData("features run", "DATA is missing")]
    [InlineData("features run good.csv --label kind", "--out")]
    [InlineData("features run good.csv --label kind --out f.txt", "--out: 'f.txt'")]
    [InlineData("features run good.csv --label kind --out nowhere/f.csv", "nowhere")]
    [InlineData("features nowhere good.csv --out f.csv", "nowhere: there is no model here")]
    [InlineData("features run wide.csv --out f.csv", "wide.csv: there are 3 columns, but the model learned from 2, 'a', 'b'")]
    [InlineData("features run nowhere.csv --out f.csv", "nowhere.csv: there is no such file")]
    [InlineData("reconstruct run wide.csv --out f.npy", "but the model learned from 2")]
    [InlineData("evaluate run wide.csv", "but the model learned from 2")]
    public void EndsWithOneSentence(string line, string names)
    {
        var outcome = LatentProgram.Run(folder.Path, line.Split(' '));

        outcome.ExitCode.ShouldBe(2, outcome.Error);
        outcome.Error.ShouldContain(names);
        outcome.Error.TrimEnd().ShouldNotContain('\n');
        outcome.Error.TrimEnd().ShouldEndWith(".");
        outcome.Error.ShouldNotContain("Exception");
        folder.List().ShouldBe(folder.Everything);
    }
}
