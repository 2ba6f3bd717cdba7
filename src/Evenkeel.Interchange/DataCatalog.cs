using Evenkeel.Data;

namespace Evenkeel.Interchange;

/// <summary>Every data set that has a name.</summary>
public static class DataCatalog
{
    private static readonly string[] MnistMirrors = ["https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/"];
    private static readonly string[] FashionMirrors = ["https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"];
    private static readonly string[] CifarMirrors = ["https://www.cs.toronto.edu/~kriz/"];

    /// <summary>All of them: those that are generated, then those that are downloaded.</summary>
    public static IReadOnlyList<DataSetInfo> All { get; } =
    [
        .. ToyData.All.Select(toy => new DataSetInfo(toy.Name, toy.Description, "2", 2, [], null)),
        new("digits", "Generated handwritten-like digits, 28×28 grey.", "28×28", 10, [], null),
        new("shapeset", "One or two of triangle, parallelogram and ellipse, 32×32 grey in [−1, 1].", "32×32", 9, [], null),
        new("blobs", "Ten clouds in 64 dimensions, which a network learns at once if its signal comes through.", "64", 10, [], null),
        new("linear-modes", "A linear map of rank 10 over the 64 unit vectors, to be learned by deep linear networks.", "64", 0, [], null),
        new("image", "A grey picture of 64×64 as a function of two coordinates, for networks of sines.", "2", 0, [], null),
        new("mnist", "Handwritten digits, 28×28 grey, 60,000 + 10,000.", "28×28", 10,
        [
            File("train-images-idx3-ubyte.gz", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609", MnistMirrors),
            File("train-labels-idx1-ubyte.gz", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c", MnistMirrors),
            File("t10k-images-idx3-ubyte.gz", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6", MnistMirrors),
            File("t10k-labels-idx1-ubyte.gz", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6", MnistMirrors),
        ], "MNIST, Yann LeCun, Corinna Cortes, Christopher Burges, http://yann.lecun.com/exdb/mnist/, CC BY-SA 3.0."),
        new("fashion-mnist", "Pieces of clothing, 28×28 grey, 60,000 + 10,000.", "28×28", 10,
        [
            File("train-images-idx3-ubyte.gz", "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84", FashionMirrors),
            File("train-labels-idx1-ubyte.gz", "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845", FashionMirrors),
            File("t10k-images-idx3-ubyte.gz", "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073", FashionMirrors),
            File("t10k-labels-idx1-ubyte.gz", "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5", FashionMirrors),
        ], "Fashion-MNIST, Zalando Research, https://github.com/zalandoresearch/fashion-mnist, MIT licence."),
        new("cifar10", "Photographs of animals and vehicles, 3×32×32 colour, 50,000 + 10,000.", "3×32×32", 10,
        [
            File("cifar-10-binary.tar.gz", "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", CifarMirrors),
        ], "CIFAR-10, Alex Krizhevsky, Vinod Nair, Geoffrey Hinton, https://www.cs.toronto.edu/~kriz/cifar.html, no licence stated."),
    ];

    /// <summary>Looks one up.</summary>
    /// <param name="name">Its name, compared exactly.</param>
    /// <returns>What is known of it, or null where none has that name.</returns>
    public static DataSetInfo? Find(string name) => All.FirstOrDefault(set => set.Name == name);

    /// <summary>Counts the files of a downloaded set that are there, packed or not.</summary>
    /// <param name="set">The set.</param>
    /// <param name="directories">The folders to look in.</param>
    /// <returns>0 … the number of its files.</returns>
    public static int CountPresent(DataSetInfo set, IReadOnlyList<string> directories)
    {
        ArgumentNullException.ThrowIfNull(set);
        DataFinder finder = new(set.Name, directories);
        return set.Files.Count(file => finder.Find(Path.ChangeExtension(file.Name, null)) is not null);
    }

    /// <summary>Gives the folder of a user in which downloads are kept, from what the environment says.</summary>
    /// <param name="cacheHome">The variable <c>XDG_CACHE_HOME</c>; null or empty where it is not set.</param>
    /// <param name="localData">The platform's folder for a user's local data (on Windows, %LOCALAPPDATA%); null or empty where there is none.</param>
    /// <param name="home">The user's home folder; null or empty where there is none.</param>
    /// <param name="isWindows">Whether the platform is Windows.</param>
    /// <returns>A folder named <c>evenkeel</c> in the user's cache, or null where the user has no folder.</returns>
    public static string? CacheFolder(string? cacheHome, string? localData, string? home, bool isWindows)
    {
        // The XDG specification tells programs to ignore a relative path.
        string? cache = !string.IsNullOrEmpty(cacheHome) && Path.IsPathRooted(cacheHome) ? cacheHome
            : isWindows && !string.IsNullOrEmpty(localData) ? localData
            : !string.IsNullOrEmpty(home) ? Path.Combine(home, ".cache")
            : null;
        return cache is null ? null : Path.Combine(cache, "evenkeel");
    }

    private static DataFile File(string name, string sha256, string[] mirrors) => new(name, sha256, [.. mirrors.Select(mirror => new Uri(mirror + name))]);
}
