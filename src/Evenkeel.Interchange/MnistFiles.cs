using Evenkeel.Data;

namespace Evenkeel.Interchange;

/// <summary>MNIST, and the sets that come as the same four files.</summary>
internal static class MnistFiles
{
    public static readonly string[] DigitNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    public static readonly string[] FashionNames = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Finds the files and reads them; with the test file alone, its first four fifths are learned from.</summary>
    public static DataSplit Load(string name, IReadOnlyList<string> classes, IReadOnlyList<string> directories)
    {
        DataFinder finder = new(name, directories);
        (string? Images, string? Labels) train = (finder.Find("train-images-idx3-ubyte"), finder.Find("train-labels-idx1-ubyte"));
        (string? Images, string? Labels) test = (finder.Find("t10k-images-idx3-ubyte"), finder.Find("t10k-labels-idx1-ubyte"));
        if (test.Images is null || test.Labels is null)
        {
            throw finder.Missing("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
        }

        ByteDataSet tested = IdxData.Read(name, test.Images, test.Labels, classes);
        if (train.Images is not null && train.Labels is not null)
        {
            ByteDataSet learned = IdxData.Read(name, train.Images, train.Labels, classes);
            return learned.InputShape == tested.InputShape
                ? new(learned, tested)
                : throw new DataSourceException($"{Path.GetFileName(train.Images)} holds images of {learned.InputShape}, but {Path.GetFileName(test.Images)} of {tested.InputShape}.");
        }

        int count = tested.Count * 4 / 5;
        if (count == 0)
        {
            throw new DataSourceException($"{Path.GetFileName(test.Images)} holds {tested.Count} image; 2 or more are needed to learn from some and judge by others.");
        }

        return new(new SliceDataSet(tested, 0, count), new SliceDataSet(tested, count, tested.Count - count), $"Only the test file of {name} is there: its first {count} images are learned from, its last {tested.Count - count} judge; `evenkeel data fetch {name}` gets the rest.");
    }
}
