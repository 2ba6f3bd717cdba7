namespace Evenkeel.Formats.Tests;

public sealed class GoldenFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evenkeel-formats-");

    public static TheoryData<string> All => [.. GoldenFiles.Names];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(All))]
    public void Open_IdentifiesWhatTheFileHolds(string name)
    {
        GoldenFile golden = GoldenFiles.Get(name);

        using TensorFile file = golden.Open();

        file.Format.ShouldBe(golden.Format);
        file.Metadata.ShouldBe(golden.Metadata, ignoreOrder: true);
        file.Tensors.Select(tensor => $"{tensor.Name} {tensor.Encoding ?? tensor.Type.Label()} [{string.Join(", ", tensor.Shape)}]")
            .ShouldBe(golden.Tensors.Select(tensor => $"{tensor.Name} {tensor.Label} [{string.Join(", ", tensor.Shape)}]"));
    }

    /// <summary>Every element has the bits that the oracle computed; which NaN is no promise.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Read_GivesTheElements(string name)
    {
        GoldenFile golden = GoldenFiles.Get(name);
        using TensorFile file = golden.Open();

        foreach (GoldenTensor tensor in golden.Tensors)
        {
            TensorInfo info = file.Find(tensor.Name)!;
            if (tensor.Floats is { } expected)
            {
                Bits(file.Read(info).ToSingles()).ShouldBe(Bits(expected), tensor.Name);
            }
            else
            {
                Should.Throw<TensorFileException>(() => file.OpenElements(info)).Message.ShouldContain("cannot be read");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void OpenElements_GivesTheSameFromAnyElementInPartsOfAnySize(string name)
    {
        GoldenFile golden = GoldenFiles.Get(name);
        using TensorFile file = golden.Open();

        foreach (GoldenTensor tensor in golden.Tensors.Where(tensor => tensor.Values is not null))
        {
            uint[] expected = Bits(tensor.Floats!);
            foreach (int start in new[] { 0, 1, 7, expected.Length / 2, expected.Length - 1, expected.Length }.Where(start => start >= 0 && start <= expected.Length).Distinct())
            {
                foreach (int part in new[] { 1, 3, 1000 })
                {
                    Bits([.. InParts(file, file.Find(tensor.Name)!, start, part)]).ShouldBe(expected[start..], $"{tensor.Name} from {start} in parts of {part}");
                }
            }
        }
    }

    /// <summary>A file in which nothing changes is the same file, byte for byte: deflated entries are not packed anew.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void SaveAs_WithoutChanges_CopiesEveryByte(string name)
    {
        GoldenFile golden = GoldenFiles.Get(name);
        string path = Path.Combine(folder.FullName, golden.File);

        using (TensorFile file = golden.Open())
        {
            file.SaveAs(path, []);
        }

        File.ReadAllBytes(path).ShouldBe(golden.Bytes);
    }

    /// <summary>What is written is what was in the file already, so that the bytes outside and the values inside can both be compared with the oracle's.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void SaveAs_PutsElementsIntoTheirOwnTypeAndOrder(string name)
    {
        GoldenFile golden = GoldenFiles.Get(name);
        string path = Path.Combine(folder.FullName, golden.File);
        using TensorFile file = golden.Open();
        ChangedTensor[] changes = [.. golden.Tensors.Select(tensor => (Info: file.Find(tensor.Name)!, tensor.Floats))
            .Where(tensor => tensor.Info.Type.IsFloat() && tensor.Info.Encoding is null && tensor.Floats is not null)
            .Select(tensor => new ChangedTensor(tensor.Info, values => tensor.Floats!.Select(value => -value).ToArray().CopyTo(values)))];

        file.SaveAs(path, changes);

        using TensorFile saved = TensorFile.Open(path);
        foreach (GoldenTensor tensor in golden.Tensors.Where(tensor => tensor.Values is not null))
        {
            bool changed = changes.Any(change => change.Tensor.Name == tensor.Name);
            Bits(saved.Read(saved.Find(tensor.Name)!).ToSingles()).ShouldBe(Bits([.. tensor.Floats!.Select(value => changed ? -value : value)]), tensor.Name);
        }

        if (golden.Format != "npz")
        {
            // Turned round once more, it is the first file again. A NaN and a number that float32 rounds do not come back.
            bool exact = changes.All(change => change.Tensor.Type != TensorType.Float64) && !golden.Tensors.Any(tensor => tensor.Floats?.Any(float.IsNaN) ?? false);
            saved.SaveAs(path + "2", [.. changes.Select(change => change with { Fill = golden.Tensors.Single(tensor => tensor.Name == change.Tensor.Name).Floats!.CopyTo })]);
            (exact ? File.ReadAllBytes(path + "2") : golden.Bytes).ShouldBe(golden.Bytes);
        }
    }

    private static IEnumerable<float> InParts(TensorFile file, TensorInfo tensor, long start, int part)
    {
        using ElementReader reader = file.OpenElements(tensor, start);
        float[] values = new float[part];
        while (true)
        {
            int read = reader.Read(values);
            for (int i = 0; i < read; i++)
            {
                yield return values[i];
            }

            if (read < part)
            {
                yield break;
            }
        }
    }

    private static uint[] Bits(float[] values) => [.. values.Select(value => float.IsNaN(value) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(value))];
}
