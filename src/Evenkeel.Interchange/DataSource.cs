using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Numerics;

namespace Evenkeel.Interchange;

/// <summary>Gets data by the name that a person types: a generated set, a downloaded one, or a file.</summary>
public static class DataSource
{
    /// <summary>The points of a toy set where no count is given.</summary>
    public const int DefaultToyCount = 100;

    /// <summary>The digits to learn from where no count is given.</summary>
    public const int DefaultTrainCount = 8000;

    /// <summary>The digits to judge by where no count is given.</summary>
    public const int DefaultTestCount = 2000;

    /// <summary>The images of <c>shapeset</c> to learn from where no count is given.</summary>
    public const int DefaultShapesetTrainCount = 100_000;

    /// <summary>The images of <c>shapeset</c> to judge by where no count is given.</summary>
    public const int DefaultShapesetTestCount = 5000;

    /// <summary>The samples of <c>blobs</c> to learn from where no count is given.</summary>
    public const int DefaultBlobsTrainCount = 10_000;

    /// <summary>The samples of <c>blobs</c> to judge by where no count is given.</summary>
    public const int DefaultBlobsTestCount = 2000;

    /// <summary>Beyond 50 MB, drawing an image again costs less than keeping it.</summary>
    private const int MostKeptImages = 50_000;

    private const int MostGenerated = 1_000_000;

    /// <summary>Gets data.</summary>
    /// <param name="name">A name of <see cref="DataCatalog"/>; or the path of a <c>.csv</c> or <c>.npz</c> file, or of an IDX file of images whose labels lie beside it, or of both with a comma between.</param>
    /// <param name="options">How it is to be had.</param>
    /// <returns>What to learn from and what to judge by.</returns>
    /// <exception cref="DataSourceException">No set has that name, files are missing, or what they hold is not as it should be.</exception>
    /// <exception cref="Formats.TensorFileException">An <c>.npz</c> file is not as it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static DataSplit Load(string name, DataOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(options);
        int? least = options.TrainCount < options.TestCount ? options.TrainCount : options.TestCount ?? options.TrainCount;
        if (least < 1)
        {
            throw new DataSourceException($"A count of {least} samples was asked for; 1 or more are needed.");
        }

        if (ToyData.Find(name) is { } toy)
        {
            return Toy(toy, options);
        }

        return name switch
        {
            "digits" => DigitsSplit(options),
            "shapeset" => ShapesetSplit(options),
            "blobs" => Blobs.Generate(Generated(options.TrainCount ?? DefaultBlobsTrainCount), Generated(options.TestCount ?? DefaultBlobsTestCount), options.Seed),
            "linear-modes" => Limit(Alone(LinearModes.Generate(options.Seed)), options),
            "image" => Limit(FormulaPicture.Generate(), options),
            "mnist" => Limit(MnistFiles.Load(name, MnistFiles.DigitNames, options.Directories), options),
            "fashion-mnist" => Limit(MnistFiles.Load(name, MnistFiles.FashionNames, options.Directories), options),
            "cifar10" => Limit(CifarData.Load(name, options.Directories), options),
            _ => Limit(FromFile(name, options), options),
        };
    }

    private static DataSplit Toy(ToySet toy, DataOptions options)
    {
        int count = Generated(options.TrainCount ?? DefaultToyCount);
        if (count < 2)
        {
            throw new DataSourceException($"'{toy.Name}' needs 2 points or more, one of each class, but {count} was asked for.");
        }

        ArrayDataSet train = toy.Generate(count, options.Seed.For("data.train"));
        return new(train, options.TestCount is { } test ? toy.Generate(Generated(Math.Max(2, test)), options.Seed.For("data.test")) : train);
    }

    private static DataSplit DigitsSplit(DataOptions options) => new(
        Digits.Generate(Generated(options.TrainCount ?? DefaultTrainCount), options.Seed.For("data.train")),
        Digits.Generate(Generated(options.TestCount ?? DefaultTestCount), options.Seed.For("data.test")));

    private static DataSplit ShapesetSplit(DataOptions options) => new(
        Shapes(options.TrainCount ?? DefaultShapesetTrainCount, options.Seed.For("data.train")),
        Shapes(options.TestCount ?? DefaultShapesetTestCount, options.Seed.For("data.test")));

    /// <summary>Few samples that are all there is judge what learned from them.</summary>
    private static DataSplit Alone(ArrayDataSet set) => new(set, set);

    private static IDataSet Shapes(int count, Seed seed) => count <= MostKeptImages ? Shapeset.Generate(count, seed) : Shapeset.Stream(count, seed);

    private static int Generated(int count) => count <= MostGenerated
        ? count
        : throw new DataSourceException($"{count.ToString(CultureInfo.InvariantCulture)} generated samples were asked for; at most {MostGenerated} are made.");

    private static DataSplit FromFile(string name, DataOptions options)
    {
        bool known = Path.GetExtension(name) is ".csv" or ".npz" || name.Contains("-ubyte", StringComparison.Ordinal) || name.Contains(".idx", StringComparison.Ordinal) || name.Contains("-idx", StringComparison.Ordinal);
        string first = name.Split(',')[0];
        if (!known && !File.Exists(first))
        {
            throw new DataSourceException($"Unknown data set '{name}'.{Spelling.Hint(name, DataCatalog.All.Select(set => set.Name))} The names are {string.Join(", ", DataCatalog.All.Select(set => set.Name))}; a .csv, an .npz and a pair of IDX files are read as well.");
        }

        if (!File.Exists(name) && !File.Exists(first))
        {
            throw new DataSourceException($"There is no file '{first}'.");
        }

        return Path.GetExtension(name) switch
        {
            ".csv" => CsvData.Load(name, options).Split,
            ".npz" => NpzData.Load(name, options),
            _ when IdxPair(name) is var (images, labels) => RowSplit.Split(IdxData.Read(Path.GetFileName(images), images, labels), options),
            _ => throw new DataSourceException($"'{name}' is no data that can be read; a .csv, an .npz and a pair of IDX files, images,labels, are."),
        };
    }

    /// <summary>The labels of <c>t10k-images-idx3-ubyte.gz</c> lie in <c>t10k-labels-idx1-ubyte.gz</c>.</summary>
    private static (string Images, string Labels)? IdxPair(string name)
    {
        string[] pair = name.Split(',');
        if (pair.Length == 1 && Path.GetFileName(name).Contains("images", StringComparison.Ordinal))
        {
            string fileName = Path.GetFileName(name).Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
            pair = [name, Path.Combine(Path.GetDirectoryName(name) ?? "", fileName)];
        }

        if (pair.Length != 2)
        {
            return null;
        }

        return File.Exists(pair[1]) ? (pair[0], pair[1]) : throw new DataSourceException($"There is no file '{pair[1]}', which should hold the labels of '{pair[0]}'.");
    }

    private static DataSplit Limit(DataSplit split, DataOptions options)
    {
        IDataSet train = First(split.Train, options.TrainCount);
        IDataSet test = ReferenceEquals(split.Train, split.Test) && options.TestCount is null ? train : First(split.Test, options.TestCount);
        return split with { Train = train, Test = test };
    }

    private static IDataSet First(IDataSet set, int? count) =>
        count is null || count == set.Count ? set
        : count < set.Count ? new SliceDataSet(set, 0, count.Value)
        : throw new DataSourceException($"{count} samples were asked for, but '{set.Name}' has {set.Count} there.");
}
