namespace Evenkeel.Formats.Tests.Safetensors;

public sealed class ShardedFileTests : IDisposable
{
    private const string Index = "model.safetensors.index.json";
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("evenkeel-shards-");
    private readonly string folder;

    public ShardedFileTests()
    {
        folder = root.CreateSubdirectory("model").FullName;
        TensorWriter.Save(Place("m-00001-of-00002.safetensors"), [NamedTensor.FromSingles("a", [2, 2], [1, 2, 3, 4]), NamedTensor.FromSingles("hidden", [1], [9])]);
        TensorWriter.Save(Place("m-00002-of-00002.safetensors"), [NamedTensor.FromSingles("b", [3], [5, 6, 7], TensorType.BFloat16), NamedTensor.FromSingles("c", [2], [8, 9])]);
        WriteIndex("m-00001-of-00002.safetensors");
    }

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Open_GivesTheTensorsOfAllShards()
    {
        using TensorFile file = TensorFile.Open(Place(Index));

        file.Format.ShouldBe("safetensors");
        file.FileName.ShouldBe(Index);
        file.Metadata["total_size"].ShouldBe("30");
        file.Tensors.Select(tensor => tensor.ToString()).ShouldBe(["a f32 2×2", "b bf16 3", "c f32 2"]);
        file.ReadAll().SelectMany(tensor => tensor.ToSingles()).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        using ElementReader reader = file.OpenElements(file.Find("b")!, 1);
        float[] rest = new float[4];
        reader.Read(rest).ShouldBe(2);
        rest.ShouldBe([6, 7, 0, 0]);
    }

    [Fact]
    public void Open_TakesAShardForAFileOfItsOwn()
    {
        using TensorFile file = TensorFile.Open(Place("m-00001-of-00002.safetensors"));

        file.Tensors.Select(tensor => tensor.Name).ShouldBe(["a", "hidden"]);
    }

    [Theory]
    [InlineData("../outside.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/inside.safetensors")]
    [InlineData("..\\\\outside.safetensors")]
    [InlineData("C:outside.safetensors")]
    [InlineData("..")]
    [InlineData("")]
    public void Open_RefusesAPathOutOfTheFolder(string shard)
    {
        TensorWriter.Save(Path.Combine(root.FullName, "outside.safetensors"), [NamedTensor.FromSingles("a", [1], [1])]);
        WriteIndex(shard);

        Refusal().ShouldBe($"{Index}: tensor 'a' is said to lie in '{shard.Replace("\\\\", "\\", StringComparison.Ordinal)}'; a file beside the index, named without a folder, is needed.");
    }

    [Fact]
    public void Open_RefusesALinkOutOfTheFolder()
    {
        string outside = Path.Combine(root.FullName, "outside.safetensors");
        File.Move(Place("m-00001-of-00002.safetensors"), outside);
        File.CreateSymbolicLink(Place("m-00001-of-00002.safetensors"), outside);

        Refusal().ShouldBe($"{Index}: its shard 'm-00001-of-00002.safetensors' is a link to another folder than the index's; put the file itself beside the index.");
    }

    /// <summary>A cache of downloads keeps all files of a model in one folder and links them into another.</summary>
    [Fact]
    public void Open_FollowsLinksThatLeadWhereTheIndexItselfLies()
    {
        string snapshot = root.CreateSubdirectory("snapshot").FullName;
        foreach (string file in Directory.GetFiles(folder))
        {
            File.CreateSymbolicLink(Path.Combine(snapshot, Path.GetFileName(file)), $"../model/{Path.GetFileName(file)}");
        }

        using TensorFile opened = TensorFile.Open(Path.Combine(snapshot, Index));

        opened.Tensors.Count.ShouldBe(3);
    }

    [Fact]
    public void Open_NamesAMissingShard()
    {
        File.Delete(Place("m-00002-of-00002.safetensors"));

        Refusal().ShouldStartWith($"{Index}: its shard 'm-00002-of-00002.safetensors' is missing;");
    }

    [Fact]
    public void Open_NamesAMissingTensor()
    {
        WriteIndex("m-00002-of-00002.safetensors");

        Refusal().ShouldBe($"{Index}: tensor 'a' is said to lie in 'm-00002-of-00002.safetensors', which does not hold it.");
    }

    [Theory]
    [InlineData("""{"weight_map": 7}""")]
    [InlineData("""{"weight_map": {"a": 7}}""")]
    [InlineData("""{"weight_map": {"a": "x", "a": "y"}}""")]
    [InlineData("""{"weight_map": """)]
    [InlineData("""{"other": 1}""")]
    public void Open_RefusesAnIndexOfAnotherForm(string json)
    {
        File.WriteAllText(Place(Index), json);

        Refusal().ShouldStartWith($"{Index}: the index is not JSON with a weight_map from tensors to files: ");
    }

    [Fact]
    public void SaveAs_WritesShardsAndIndexIntoAnotherFolder()
    {
        string target = root.CreateSubdirectory("new").FullName;

        using (TensorFile file = TensorFile.Open(Place(Index)))
        {
            file.SaveAs(Path.Combine(target, Index), [new(file.Find("b")!, values => values.Fill(-1))]);
        }

        using TensorFile saved = TensorFile.Open(Path.Combine(target, Index));
        saved.ReadAll().SelectMany(tensor => tensor.ToSingles()).ShouldBe([1, 2, 3, 4, -1, -1, -1, 8, 9]);
        File.ReadAllBytes(Path.Combine(target, Index)).ShouldBe(File.ReadAllBytes(Place(Index)));
        File.ReadAllBytes(Path.Combine(target, "m-00001-of-00002.safetensors")).ShouldBe(File.ReadAllBytes(Place("m-00001-of-00002.safetensors")));
    }

    [Fact]
    public void SaveAs_ChangesTheOpenedModelShardByShard()
    {
        byte[] untouched = File.ReadAllBytes(Place("m-00001-of-00002.safetensors"));
        using TensorFile file = TensorFile.Open(Place(Index));

        file.SaveAs(Place(Index), [new(file.Find("c")!, values => values.Fill(0.5f))]);

        using TensorFile saved = TensorFile.Open(Place(Index));
        saved.Read(saved.Find("c")!).ToSingles().ShouldBe([0.5f, 0.5f]);
        saved.Read(saved.Find("b")!).ToSingles().ShouldBe([5, 6, 7]);
        File.ReadAllBytes(Place("m-00001-of-00002.safetensors")).ShouldBe(untouched);
        Directory.GetFiles(folder).Length.ShouldBe(3);
    }

    [Fact]
    public void SaveAs_RefusesToOverwriteItsOwnShards()
    {
        using TensorFile file = TensorFile.Open(Place(Index));

        Should.Throw<TensorFileException>(() => file.SaveAs(Place("other.index.json"), [])).Message.ShouldContain("choose another folder");
    }

    [Fact]
    public void SaveAs_LeavesShardsOfAnotherModelAlone()
    {
        string target = root.CreateSubdirectory("taken").FullName;
        string there = Path.Combine(target, "m-00002-of-00002.safetensors");
        File.WriteAllText(there, "another model's");
        using TensorFile file = TensorFile.Open(Place(Index));

        Should.Throw<TensorFileException>(() => file.SaveAs(Path.Combine(target, Index), [])).Message.ShouldBe($"{Index}: its shard would be written to '{there}', where another file is; write the new model into an empty folder.");

        File.ReadAllText(there).ShouldBe("another model's");
        Directory.GetFiles(target).Length.ShouldBe(1);
    }

    [Fact]
    public void SaveAs_RefusesTheNameOfAShardForTheIndex()
    {
        string target = root.CreateSubdirectory("new").FullName;
        using TensorFile file = TensorFile.Open(Place(Index));

        Should.Throw<TensorFileException>(() => file.SaveAs(Path.Combine(target, "m-00001-of-00002.safetensors"), [])).Message.ShouldContain("choose another name");
    }

    private string Place(string name) => Path.Combine(folder, name);

    private void WriteIndex(string firstShard) => File.WriteAllText(Place(Index),
        $$$"""{"metadata": {"total_size": 30}, "weight_map": {"a": "{{{firstShard}}}", "b": "m-00002-of-00002.safetensors", "c": "m-00002-of-00002.safetensors"}}""");

    private string Refusal() => Should.Throw<TensorFileException>(() => TensorFile.Open(Place(Index))).Message;
}
