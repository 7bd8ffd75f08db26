namespace LatentSharp.Quality;

/// <summary>The rows, in the order of a full run. A new row is one file and one line here.</summary>
internal static class Table
{
    public static IReadOnlyList<QualityRow> Rows { get; } =
    [
        new DigitsError(8, goal: 0.0140, pca: 0.0245),
        new DigitsError(2, goal: 0.0340, pca: 0.0520),
        new DigitsNeighbours(8, goal: 0.952, pca: 0.957),
        new DigitsNeighbours(2, goal: 0.84, pca: 0.613),
        new JapaneseVowels(),
        new FullyConvolutional("GunPoint", 1000, goal: 0.99, published: 1),
        new FullyConvolutional("Coffee", 500, goal: 0.99, published: 1),
        new FullyConvolutional("ItalyPowerDemand", 400, goal: 0.955, published: 0.961),
        new SeriesClassifier("gun_point", "GunPoint", published: 1, "FCN, Fawaz et al. 2019, table of the UCR archive: 100.0 (0.0)"),
        new SeriesClassifier("coffee", "Coffee", published: 1, "FCN, Fawaz et al. 2019, table of the UCR archive: 100.0 (0.0)"),
        new SeriesClassifier(
            "italy_power_demand", "ItalyPowerDemand", published: 0.97, "FCN, Wang, Yan and Oates 2017; Fawaz et al. 2019: 96.1 (0.3)"),
        new SeriesClassifier(
            "japanese_vowels", "JapaneseVowels", published: 0.993, "FCN, Fawaz et al. 2019, table of multivariate sets: 99.3 (0.2)"),
        new SeriesClassifier("basic_motions", "BasicMotions", published: 1, "InceptionTime and ROCKET, Ruiz et al. 2021"),
        new Rocket("gun_point", "GunPoint", multi: false, goal: 0.983, published: 0.993, "MiniRocket, Dempster et al. 2021"),
        new Rocket("coffee", "Coffee", multi: false, goal: 0.99, published: 1, "MiniRocket, Dempster et al. 2021"),
        new Rocket(
            "italy_power_demand", "ItalyPowerDemand", multi: false, goal: 0.953, published: 0.963, "MiniRocket, Dempster et al. 2021"),
        new Rocket(
            "japanese_vowels", "JapaneseVowels", multi: false, goal: 0.97, published: 0.993, "FCN, Fawaz et al. 2019; none of MiniRocket"),
        new Rocket("gun_point", "GunPoint", multi: true, goal: 0.983, published: 0.993, "MiniRocket, Dempster et al. 2021"),
        new Rocket("coffee", "Coffee", multi: true, goal: 0.99, published: 1, "MiniRocket, Dempster et al. 2021"),
        new Rocket(
            "italy_power_demand", "ItalyPowerDemand", multi: true, goal: 0.953, published: 0.963, "MiniRocket, Dempster et al. 2021"),
        new Rocket(
            "japanese_vowels", "JapaneseVowels", multi: true, goal: 0.97, published: 0.993, "FCN, Fawaz et al. 2019; none of MultiRocket"),
        new MnistFewLabels(
            "mnist_100_labels", new CnnOptions
            {
                Filters = [16, 32], Dropout = 0, Consistency = ConsistencyKind.VatEntropy, Epochs = 6, BatchSize = 128,
            }, 10, goal: 0.03, published: 0.0136, "VAT, Miyato et al. 2018; a plain network 0.25"),
        new MnistAutoencoder(),
        new MnistCnn("mnist_cnn", 3), new MnistCnn("mnist_cnn_10_seeds", 10),
        new MnistConvolutionalAutoencoder(),
        new MnistDenoiser(),
        new MnistLikelihood(),
        new MnistConvolutionalVae(),
        new MnistDenseGan(),
        new MnistDcgan(confidence: false),
        new MnistDcgan(confidence: true),
        new MnistBits(),
        .. AnomalyRows.All,
        .. ClusterRow.All,
        new KodakEnhancing(2, goal: 1.0), new KodakEnhancing(3, goal: 0.7),
        new KodakCompression(),
    ];
}
