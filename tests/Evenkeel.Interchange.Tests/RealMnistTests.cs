using Evenkeel.Data;
using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public class RealMnistTests
{
    [RealMnistFact]
    public void Load_ReadsTheRealFile()
    {
        DataSplit split = DataSource.Load("mnist", new() { Directories = [RealMnistFactAttribute.Folder!] });

        split.Test.InputShape.ToString().ShouldBe("28×28");
        int[] rows = [.. Enumerable.Range(0, split.Test.Count)];
        float[] pixels = new float[rows.Length * 784];
        split.Test.Read(rows, pixels, new float[rows.Length]);

        // The mean grey of MNIST is 0.1307; the test file's last images are written a little more cleanly.
        pixels.Average(pixel => (double)pixel).ShouldBe(0.1307, 0.01);
    }

    [RealMnistFact]
    public void Digits_HaveAboutAsMuchInkAsTheRealOnes()
    {
        ByteDataSet digits = Digits.Generate(2000, 0);
        float[] pixels = new float[2000 * 784];
        digits.Read([.. Enumerable.Range(0, 2000)], pixels, new float[2000]);

        pixels.Average(pixel => (double)pixel).ShouldBe(0.1307, 0.03);
    }
}
