namespace LatentSharp;

/// <summary>The data sets known by name that <c>latent data get</c> fetches. A new one adds an entry here.</summary>
public static class KnownSets
{
    private const string MnistHome = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    private const string FashionHome = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    private const string FashionRepository = "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<KnownSet> All { get; } =
    [
        new(
            "fashion-mnist",
            "Articles of clothing: 60,000 grey images of 28 by 28 pixels and 10,000 to test on, in 10 classes.",
            "H. Xiao, K. Rasul and R. Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning "
            + "Algorithms. arXiv:1708.07747, 2017. https://github.com/zalandoresearch/fashion-mnist",
            "MIT",
            ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            [
                File(
                    "train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    FashionHome, FashionRepository),
                File(
                    "train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", FashionHome,
                    FashionRepository),
                File(
                    "t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", FashionHome,
                    FashionRepository),
                File(
                    "t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", FashionHome,
                    FashionRepository),
            ]),
        new(
            "mnist",
            "Handwritten digits: 60,000 grey images of 28 by 28 pixels and 10,000 to test on, in 10 classes.",
            "Y. LeCun, C. Cortes and C. J. C. Burges: The MNIST database of handwritten digits. http://yann.lecun.com/exdb/mnist/",
            "CC BY-SA 3.0",
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            [
                File(
                    "train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", MnistHome),
                File("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", MnistHome),
                File("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", MnistHome),
                File("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", MnistHome),
            ]),
    ];

    /// <summary>The set of this name, whatever its case; null when none is known.</summary>
    public static KnownSet? Find(string name) =>
        All.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Reads a set from the folder of its name where <see cref="DataCache.Folders"/> has all of its files.
    /// </summary>
    /// <exception cref="BadFileException">The files are nowhere, or damaged; the message says how to get them.</exception>
    public static Dataset Load(KnownSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Load(set, DataCache.Folders);
    }

    internal static Dataset Load(KnownSet set, IReadOnlyList<string> folders)
    {
        foreach (var folder in folders)
        {
            var place = Path.Combine(folder, set.Name);
            if (set.Files.All(file => System.IO.File.Exists(Path.Combine(place, file.Name)))) return set.Load(place);
        }
        throw new BadFileException($"{set.Name}: its files are not on this machine; get them with: latent data get {set.Name}");
    }

    private static KnownFile File(string name, long length, string sha256, params string[] homes) =>
        new(name, length, sha256, [.. homes.Select(home => new Uri(home + name))]);
}
