using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public class IdxArrayTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_GivesImages(bool zipped)
    {
        byte[] bytes = Idx.Bytes([2, 1, 3], [1, 2, 3, 4, 5, 6]);

        IdxArray array = Read(zipped ? Idx.Zip(bytes) : bytes);

        array.Axes.ShouldBe([2, 1, 3]);
        array.Elements.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_RefusesAFileCutAnywhere(bool zipped)
    {
        byte[] whole = Idx.Bytes([2, 1, 3], [1, 2, 3, 4, 5, 6]);

        for (int length = 0; length < whole.Length; length++)
        {
            Refusal(zipped ? Idx.Zip(whole[..length]) : whole[..length]).ShouldStartWith("images: ");
        }
    }

    [Fact]
    public void Read_RefusesAZipCutAnywhere()
    {
        byte[] whole = Idx.Zip(Idx.Bytes([2, 1, 3], [1, 2, 3, 4, 5, 6]));

        // The last 8 bytes are a checksum and a length, which come after all elements.
        for (int length = 0; length < whole.Length - 10; length++)
        {
            Refusal(whole[..length]).ShouldStartWith("images: ");
        }
    }

    [Fact]
    public void Read_SaysHowManyBytesAreMissing() => Refusal(Idx.Bytes([60_000, 28, 28], new byte[100]))
        .ShouldBe("images: the IDX header claims 60000×28×28 = 47040000 bytes from byte 16 on, but the file ends after 100.");

    [Fact]
    public void Read_RefusesBytesAfterTheLastElement() => Refusal(Idx.Bytes([2], [1, 2, 3]))
        .ShouldBe("images: the IDX header claims 2 = 2 bytes from byte 4 on, but the file holds more.".Replace("byte 4 on", "byte 8 on", StringComparison.Ordinal));

    [Fact]
    public void Read_DoesNotAllocateAClaimThatIsNotThere()
    {
        byte[] bytes = Idx.Zip(Idx.Bytes([2_000_000, 28, 28], new byte[10]));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refusal(bytes);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void Read_RefusesAxesWhoseProductOverflows() => Refusal(Idx.Bytes([65_536, 65_536, 1], []))
        .ShouldBe("images: the IDX header claims 65536 for the axis at byte 8; axes of 1 or more, and at most 2147483591 bytes in all, are read.");

    [Fact]
    public void Read_RefusesAnEmptyAxis() => Refusal(Idx.Bytes([0], [])).ShouldStartWith("images: the IDX header claims 0 for the axis at byte 4;");

    [Fact]
    public void Read_RefusesFloats()
    {
        byte[] bytes = Idx.Bytes([1], [0]);
        bytes[2] = 0x0D;

        Refusal(bytes).ShouldBe("images: the IDX type at byte 2 is 0x0D; only unsigned bytes, 0x08, are read.");
    }

    private static IdxArray Read(byte[] bytes) => IdxArray.Read(new MemoryStream(bytes), "images");

    private static string Refusal(byte[] bytes) => Should.Throw<DataSourceException>(() => Read(bytes)).Message;
}
