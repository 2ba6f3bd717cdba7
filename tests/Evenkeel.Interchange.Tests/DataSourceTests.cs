using System.Formats.Tar;
using Evenkeel.Data;
using Evenkeel.Formats;
using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public sealed class DataSourceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string> Toys => [.. ToyData.All.Select(set => set.Name)];

    [Theory]
    [MemberData(nameof(Toys))]
    public void Load_JudgesAToySetByWhatItLearnsFrom(string name)
    {
        DataSplit split = DataSource.Load(name, new());

        split.Train.Count.ShouldBe(100);
        split.Test.ShouldBeSameAs(split.Train);
        split.Note.ShouldBeNull();
    }

    [Theory]
    [InlineData(50_000, true)]
    [InlineData(50_001, false)]
    [InlineData(2_000_000_000, false)]
    public void Load_HoldsShapesetWhereItIsSmall_AndDrawsItWhenReadWhereItIsNot(int train, bool isHeld)
    {
        DataSplit split = DataSource.Load("shapeset", new() { TrainCount = train, TestCount = 10 });

        (split.Train is ByteDataSet).ShouldBe(isHeld);
        split.Train.Count.ShouldBe(train);
        split.Test.Count.ShouldBe(10);
        float[] learned = new float[1024], judged = new float[1024], few = new float[1024];
        split.Train.Read([9], learned, new float[1]);
        split.Test.Read([9], judged, new float[1]);
        learned.ShouldNotBe(judged);
        DataSource.Load("shapeset", new() { TrainCount = 10, TestCount = 10 }).Train.Read([9], few, new float[1]);
        few.ShouldBe(learned, "image i is the same however many there are");
    }

    [Fact]
    public void Load_GeneratesDigitsToLearnFromAndOthersToJudgeBy()
    {
        DataSplit split = DataSource.Load("digits", new() { TrainCount = 20, TestCount = 10 });

        (split.Train.Count, split.Test.Count).ShouldBe((20, 10));
        split.Train.InputShape.ToString().ShouldBe("28×28");
        First(split.Train).ShouldNotBe(First(split.Test));
    }

    [Theory]
    [InlineData("blobs", 10_000, 2000, false)]
    [InlineData("linear-modes", 64, 64, true)]
    [InlineData("image", 4096, 3969, false)]
    public void Load_GeneratesTasksAsLargeAsTheyAreSaidToBe(string name, int train, int test, bool isSame)
    {
        DataSplit split = DataSource.Load(name, new());

        (split.Train.Count, split.Test.Count).ShouldBe((train, test));
        ReferenceEquals(split.Train, split.Test).ShouldBe(isSame);
        split.Train.Classes.Count.ShouldBe(DataCatalog.Find(name)!.Classes);
        split.Train.InputShape.ToString().ShouldBe(DataCatalog.Find(name)!.InputShape);
        DataSplit part = DataSource.Load(name, new() { TrainCount = 20, TestCount = 10 });
        (part.Train.Count, part.Test.Count).ShouldBe((20, 10));
        First(part.Train).ShouldBe(First(split.Train));
    }

    [Fact]
    public void Load_DependsOnTheSeed() =>
        First(DataSource.Load("circle", new() { Seed = 1 }).Train).ShouldNotBe(First(DataSource.Load("circle", new() { Seed = 2 }).Train));

    [Fact]
    public void Load_GuessesWhatAMisspeltNameMeant() => Refusal("mnits")
        .ShouldBe("Unknown data set 'mnits'. Did you mean 'mnist'? The names are circle, moon, square, gauss, spiral, xor, digits, shapeset, blobs, linear-modes, image, mnist, fashion-mnist, cifar10; a .csv, an .npz and a pair of IDX files are read as well.");

    [Fact]
    public void Load_GuessesNothingWhereNoNameIsNear() => Refusal("wikipedia").ShouldStartWith("Unknown data set 'wikipedia'. The names are circle");

    [Fact]
    public void Load_SaysWhichFileIsMissing() => Refusal(Path.Combine(folder.Path, "none.csv")).ShouldBe($"There is no file '{Path.Combine(folder.Path, "none.csv")}'.");

    [Fact]
    public void Load_SaysWhereItLookedForMnistAndHowToGetIt() => Refusal("mnist")
        .ShouldBe($"Data set 'mnist' needs t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz, which are not there (looked in {Path.Combine(folder.Path, "mnist")}, {folder.Path}). `evenkeel data fetch mnist` gets them.");

    [Theory]
    [InlineData("mnist/", true)]
    [InlineData("mnist/", false)]
    [InlineData("", true)]
    [InlineData("", false)]
    public void Load_FindsMnistPackedOrNotInItsFolderOrAbove(string place, bool zipped)
    {
        WriteMnist("train", place, zipped, 6);
        WriteMnist("t10k", place, zipped, 4);

        DataSplit split = DataSource.Load("mnist", new() { Directories = [folder.Path] });

        (split.Train.Count, split.Test.Count, split.Note).ShouldBe((6, 4, null));
        First(split.Train).ShouldBe([0, 1 / 255f]);
    }

    [Fact]
    public void Load_SplitsTheTestFileWhereItIsAlone()
    {
        WriteMnist("t10k", "mnist/", true, 10);

        DataSplit split = DataSource.Load("mnist", new() { Directories = [folder.Path] });

        (split.Train.Count, split.Test.Count).ShouldBe((8, 2));
        First(split.Test).ShouldBe([16 / 255f, 17 / 255f]);
        split.Note.ShouldBe("Only the test file of mnist is there: its first 8 images are learned from, its last 2 judge; `evenkeel data fetch mnist` gets the rest.");
    }

    [Fact]
    public void Load_NamesTheClassesOfFashion()
    {
        WriteMnist("t10k", "fashion-mnist/", true, 10);

        DataSource.Load("fashion-mnist", new() { Directories = [folder.Path] }).Train.Classes[^1].ShouldBe("Ankle boot");
    }

    [Fact]
    public void Load_GivesTheFirstSamplesWhereFewerAreWanted()
    {
        WriteMnist("t10k", "mnist/", true, 10);

        DataSplit split = DataSource.Load("mnist", new() { Directories = [folder.Path], TrainCount = 3, TestCount = 1 });

        (split.Train.Count, split.Test.Count).ShouldBe((3, 1));
    }

    [Fact]
    public void Load_RefusesMoreSamplesThanThereAre()
    {
        WriteMnist("t10k", "mnist/", true, 10);

        Should.Throw<DataSourceException>(() => DataSource.Load("mnist", new() { Directories = [folder.Path], TrainCount = 9 })).Message
            .ShouldBe("9 samples were asked for, but 'mnist' has 8 there.");
    }

    [Theory]
    [InlineData("circle", 0, "A count of 0 samples was asked for; 1 or more are needed.")]
    [InlineData("circle", 1, "'circle' needs 2 points or more, one of each class, but 1 was asked for.")]
    [InlineData("digits", 2_000_000_000, "2000000000 generated samples were asked for; at most 1000000 are made.")]
    public void Load_RefusesCountsThatMakeNoSense(string name, int count, string message) =>
        Should.Throw<DataSourceException>(() => DataSource.Load(name, new() { TrainCount = count })).Message.ShouldBe(message);

    [Fact]
    public void Load_RefusesImagesAndLabelsOfDifferentCounts()
    {
        folder.Write("t10k-images-idx3-ubyte", Idx.Bytes([2, 1, 1], [1, 2]));
        folder.Write("t10k-labels-idx1-ubyte", Idx.Bytes([3], [1, 2, 3]));

        Refusal("mnist").ShouldBe("t10k-images-idx3-ubyte holds 2 images, but t10k-labels-idx1-ubyte holds 3 labels; they must be as many.");
    }

    [Fact]
    public void Load_RefusesALabelThatIsNoClass()
    {
        folder.Write("t10k-images-idx3-ubyte", Idx.Bytes([2, 1, 1], [1, 2]));
        folder.Write("t10k-labels-idx1-ubyte", Idx.Bytes([2], [9, 10]));

        Refusal("mnist").ShouldBe("t10k-labels-idx1-ubyte: label 1 is 10, but mnist has the classes 0 to 9.");
    }

    [Fact]
    public void Load_ReadsAnIdxPairByTheNameOfItsImages()
    {
        WriteMnist("own", "", false, 10);

        DataSplit split = DataSource.Load(Path.Combine(folder.Path, "own-images-idx3-ubyte"), new());

        (split.Train.Count, split.Test.Count).ShouldBe((8, 2));
        split.Note.ShouldBe("Of the 10 rows, in an order drawn from the seed, 8 are learned from and 2 judge.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_ReadsCifarPackedOrNot(bool packed)
    {
        string[] names = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];
        using MemoryStream archive = new();
        using (TarWriter tar = new(archive, leaveOpen: true))
        {
            foreach (string name in names)
            {
                byte[] record = [(byte)(name[^5] % 10), .. Enumerable.Repeat((byte)51, 3072)];
                if (packed)
                {
                    tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/" + name) { DataStream = new MemoryStream(record) });
                }
                else
                {
                    folder.Write("cifar10/cifar-10-batches-bin/" + name, record);
                }
            }
        }

        if (packed)
        {
            folder.Write("cifar10/cifar-10-binary.tar.gz", Idx.Zip(archive.ToArray()));
        }

        DataSplit split = DataSource.Load("cifar10", new() { Directories = [folder.Path] });

        (split.Train.Count, split.Test.Count).ShouldBe((5, 1));
        split.Train.InputShape.ToString().ShouldBe("3×32×32");
        First(split.Train).ShouldAllBe(pixel => pixel == 0.2f);
        split.Train.Classes[3].ShouldBe("cat");
    }

    [Fact]
    public void Load_RefusesACifarFileOfHalfARecord()
    {
        folder.Write("cifar10/cifar-10-batches-bin/test_batch.bin", new byte[3000]);

        Refusal("cifar10").ShouldBe("test_batch.bin holds 3000 bytes; a positive multiple of 3073, a label and 3×32×32 pixels each, is needed.");
    }

    [Fact]
    public void Load_ReadsAnNpzOfXAndY()
    {
        string path = Path.Combine(folder.Path, "own.npz");
        TensorWriter.Save(path, [NamedTensor.FromSingles("x", [5, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), new("y", TensorType.UInt8, [5], new byte[] { 0, 1, 2, 0, 1 })]);

        DataSplit split = DataSource.Load(path, new());

        (split.Train.Count, split.Test.Count).ShouldBe((4, 1));
        split.Train.Classes.ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void Load_ReadsAnNpzOfNumbersToPredict()
    {
        string path = Path.Combine(folder.Path, "own.npz");
        TensorWriter.Save(path, [NamedTensor.FromSingles("x", [2, 1], [0, 1]), NamedTensor.FromSingles("y", [2, 3], [0, 1, 2, 3, 4, 5])]);

        DataSplit split = DataSource.Load(path, new() { TestFraction = 0 });

        split.Train.Classes.ShouldBeEmpty();
        split.Train.TargetSize.ShouldBe(3);
        split.Test.ShouldBeSameAs(split.Train);
    }

    [Fact]
    public void Load_KeepsTheSplitOfAnNpzThatHasOne()
    {
        string path = Path.Combine(folder.Path, "own.npz");
        NamedTensor Labels(string name, params byte[] labels) => new(name, TensorType.UInt8, [labels.Length], labels);
        TensorWriter.Save(path, [NamedTensor.FromSingles("x_train", [2, 1], [0, 1]), Labels("y_train", 0, 1), NamedTensor.FromSingles("x_test", [1, 1], [5]), Labels("y_test", 2)]);

        DataSplit split = DataSource.Load(path, new());

        (split.Train.Count, split.Test.Count, split.Note).ShouldBe((2, 1, null));
        split.Train.Classes.ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void Load_RefusesAnNpzWithoutY()
    {
        string path = Path.Combine(folder.Path, "own.npz");
        TensorWriter.Save(path, [NamedTensor.FromSingles("x", [2, 1], [0, 1])]);

        Refusal(path).ShouldBe("own.npz holds 'x', but no 'y'; x and y, or x_train, y_train, x_test and y_test, are needed.");
    }

    [Fact]
    public void Load_RefusesAnNpzThatHoldsNoNumber()
    {
        string path = Path.Combine(folder.Path, "own.npz");
        TensorWriter.Save(path, [NamedTensor.FromSingles("x", [2, 1], [0, float.NaN]), NamedTensor.FromSingles("y", [2], [0, 1])]);

        Refusal(path).ShouldBe("own.npz: element 1 of 'x' (2×1) is NaN; finite numbers are needed.");
    }

    public void Dispose() => folder.Dispose();

    private void WriteMnist(string part, string place, bool zipped, int count)
    {
        string ending = zipped ? ".gz" : "";
        byte[] images = Idx.Bytes([count, 1, 2], [.. Enumerable.Range(0, 2 * count).Select(i => (byte)i)]);
        byte[] labels = Idx.Bytes([count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);
        folder.Write($"{place}{part}-images-idx3-ubyte{ending}", zipped ? Idx.Zip(images) : images);
        folder.Write($"{place}{part}-labels-idx1-ubyte{ending}", zipped ? Idx.Zip(labels) : labels);
    }

    private string Refusal(string name) =>
        Should.Throw<DataSourceException>(() => DataSource.Load(name, new() { Directories = [folder.Path] })).Message;

    private static float[] First(IDataSet set)
    {
        float[] inputs = new float[set.InputShape.Count];
        set.Read([0], inputs, new float[set.TargetSize]);
        return inputs;
    }
}
