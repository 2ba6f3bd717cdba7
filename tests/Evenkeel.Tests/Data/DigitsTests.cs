using System.Security.Cryptography;
using Evenkeel.Data;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Data;

public class DigitsTests
{
    private const int Area = Digits.Size * Digits.Size;

    [Fact]
    public void Generate_GivesTheSameBytesOnEveryMachine()
    {
        byte[] pixels = new byte[200 * Area];
        for (int i = 0; i < 200; i++)
        {
            Digits.Draw(i, (Seed)7, pixels.AsSpan(i * Area, Area));
        }

        Convert.ToHexStringLower(SHA256.HashData(pixels)).ShouldBe("d5beb6c40f2e2a14dddbe912208d7dc048ecd0e13be1c776d368843c9b32a7ea");
    }

    [Fact]
    public void Generate_HoldsEachDigitOnceInEachTen()
    {
        ByteDataSet set = Digits.Generate(1000, 0);
        float[] labels = Read(set, Enumerable.Range(0, 1000)).Labels;

        foreach (float[] ten in labels.Chunk(10))
        {
            ten.Order().ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        }

        labels[..10].ShouldNotBe(labels[10..20]);
    }

    [Fact]
    public void Generate_GivesImageIWhateverTheCount()
    {
        ByteDataSet few = Digits.Generate(25, 5);
        ByteDataSet many = Digits.Generate(60, 5);

        Read(few, [24]).Inputs.ShouldBe(Read(many, [24]).Inputs);
    }

    [Fact]
    public void Generate_DiffersBetweenSeeds() =>
        Read(Digits.Generate(10, 0), [0]).Inputs.ShouldNotBe(Read(Digits.Generate(10, 1), [0]).Inputs);

    [Fact]
    public void Generate_IsAnImageSetOfTenClasses()
    {
        ByteDataSet set = Digits.Generate(3, 0);

        set.Name.ShouldBe("digits");
        set.Count.ShouldBe(3);
        set.InputShape.ToString().ShouldBe("28×28");
        set.Classes.ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        set.TargetSize.ShouldBe(1);
    }

    [Fact]
    public void Draw_LaysWhiteInkOnBlackAroundTheCentre()
    {
        byte[] pixels = new byte[Area];
        for (int index = 0; index < 300; index++)
        {
            Digits.Draw(index, 2, pixels);

            double ink = pixels.Sum(pixel => (double)pixel);
            double across = pixels.Select((pixel, i) => pixel * (i % Digits.Size + 0.5)).Sum() / ink;
            double down = pixels.Select((pixel, i) => pixel * (i / Digits.Size + 0.5)).Sum() / ink;

            // The centre strays by a deviation of 1.15 pixels; a crossing's ink counts once, which moves it by under one.
            across.ShouldBe(14, 6);
            down.ShouldBe(14, 6);
            ink.ShouldBeInRange(255 * 20, 255 * 300);
            pixels.Max().ShouldBeGreaterThan((byte)200);
            pixels.Count(pixel => pixel == 0).ShouldBeGreaterThan(Area / 3);
        }
    }

    [Fact]
    public void Draw_RefusesAnImageOfAnotherSize() =>
        Should.Throw<ArgumentException>(() => Digits.Draw(0, 0, new byte[100])).Message
            .ShouldStartWith("An image of 28×28 needs 784 pixels, but there is room for 100.");

    [Fact]
    public void Draw_RefusesANegativeIndex() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Digits.Draw(-1, 0, new byte[Area]));

    private static (float[] Inputs, float[] Labels) Read(ByteDataSet set, IEnumerable<int> rows)
    {
        int[] wanted = [.. rows];
        float[] inputs = new float[wanted.Length * set.InputShape.Count];
        float[] labels = new float[wanted.Length];
        set.Read(wanted, inputs, labels);
        return (inputs, labels);
    }
}
