namespace Evenkeel.Cli.Tests;

/// <summary>Bad input gets one line: the thing, the value, what is needed, the way out. No stack trace, code 2.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly Session session = new();

    public RefusalTests()
    {
        session.Place("table.csv", "a,b,kind\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n9,1,x\n");
        session.Place("nan.csv", "a,b\nNaN,x\n1,y\n2,x\n3,y\n");
        session.Place("ragged.csv", "a,b,kind\n1,2,x\n3,y\n");
        session.Place("empty.csv", "a,b,kind\n1,,x\n3,4,y\n");
        session.Place("one.csv", "a,kind\n1,x\n2,x\n3,x\n");
        session.Place("price.csv", "a,price\n1,1.5\n2,2.5\n3,3.5\n4,4.5\n5,5.5\n");
        session.Place("field.json", """{ "repeets": 3 }""");
        session.Place("type.json", """{ "training": { "epochs": "many" } }""");
        session.Place("none.json", """{ "schemes": [] }""");
        session.Place("words.json", "words");
        session.Place("short.safetensors", [200, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'"', (byte)'a']);
        session.Place("there.html", "mine");
        session.Place("image.png", "no image");
        Directory.CreateDirectory(session.PathOf("folder"));
    }

    public void Dispose() => session.Dispose();

    [Theory]
    [InlineData("", "'evenkeel' needs a command: compare, demo, train, theory, probe, predict, schemes, fan, draw, inspect, reinit, sweep, reproduce, data, lab, completion. See --help.")]
    [InlineData("demo", "'demo' needs a command: symmetry, chain, nine, playground, layers, relu, derivation, glorot2010. See --help.")]
    [InlineData("comapre", "Unknown command 'comapre'. Did you mean 'compare'?")]
    [InlineData("demo chian", "Unknown command 'chian' of 'demo'. Did you mean 'chain'?")]
    [InlineData("compare more", "'compare' takes no 'more'. See 'evenkeel compare --help'.")]
    [InlineData("compare --hiden 3", "Unknown option '--hiden' of 'compare'. Did you mean '--hidden'?")]
    [InlineData("lab --no-browse", "Unknown option '--no-browse' of 'lab'. Did you mean '--no-browser'?")]
    [InlineData("draw --shap 3", "Unknown option '--shap' of 'draw'. Did you mean '--shape'?")]
    [InlineData("compare --lr", "--lr needs a value: --lr X. Learning rate.")]
    [InlineData("predict", "'predict' needs MODEL. See 'evenkeel predict --help'.")]
    [InlineData("compare --init hee-normal", "Unknown initializer 'hee-normal'. Did you mean 'he-normal'?")]
    [InlineData("compare --init xavier,xavier", "The initializer 'xavier' is named twice.")]
    [InlineData("compare --init xavier,", "--init needs names of initializers with commas between them, such as xavier,he-normal, but got 'xavier,'.")]
    [InlineData("compare --init constant", "Scheme 'constant' needs its value, for example 'constant(0.5)'.")]
    [InlineData("compare --init xavier*-1", "Scheme 'xavier*-1' multiplies the variance by -1, but a variance cannot be negative.")]
    [InlineData("train --init xavier,zero", "--init takes one scheme here, but got 'xavier,zero'; 'evenkeel compare' takes several.")]
    [InlineData("compare --activation tanhh", "Unknown activation 'tanhh'. Did you mean 'tanh'?")]
    [InlineData("compare --optimizer adma", "Unknown optimizer 'adma'. Did you mean 'adam'?")]
    [InlineData("compare --schedule cosin", "Unknown schedule 'cosin'. Did you mean 'cosine'?")]
    [InlineData("compare --loss mes", "Unknown loss 'mes'. Did you mean 'mse'?")]
    [InlineData("compare --shuffle sorted", "--shuffle is 'seeded' or 'none', but got 'sorted'.")]
    [InlineData("compare --lr abc", "--lr needs a number, but got 'abc'.")]
    [InlineData("compare --lr NaN", "--lr needs a number, but got 'NaN'.")]
    [InlineData("compare --lr 0", "The learning rate is 0 but must be a number above 0.")]
    [InlineData("compare --clip 0", "The gradient norm to clip at is 0 but must be a number above 0.")]
    [InlineData("compare --weight-decay -1", "The weight decay is -1 but must be 0 or more.")]
    [InlineData("compare --epochs -1", "--epochs needs a whole number of 0 or more, but got '-1'.")]
    [InlineData("compare --data circle --batch 1 --epochs 999999999", "The number of epochs is 999999999 but must be at most 21474836, with 100 steps in each.")]
    [InlineData("compare --repeats 0", "--repeats needs a whole number of 1 or more, but got '0'.")]
    [InlineData("compare --data circle --repeats 2000000000", "A comparison needs 1 to 100000 repeats, but got 2000000000.")]
    [InlineData("compare --data circle --target 2", "The target accuracy is 2 but must be above 0 and at most 1.")]
    [InlineData("compare --seed 1.5", "--seed needs a whole number, but got '1.5'.")]
    [InlineData("compare --threads 0", "--threads needs a whole number from 1 to 1024, but got '0'.")]
    [InlineData("compare --batch 0", "--batch needs a whole number of 1 or more, or 'full', but got '0'.")]
    [InlineData("compare --data circle --batch 101", "The batch is 101 but must be 1 to 100, or 0 for all 100 samples.")]
    [InlineData("compare --hidden 0", "--hidden needs widths such as 300x4 or 300,200,100, or 'none', but got '0'.")]
    [InlineData("compare --hidden 99999999x9999", "--hidden needs widths such as 300x4 or 300,200,100, or 'none', but got '99999999x9999'.")]
    [InlineData("compare --hidden 3x4001", "--hidden '3x4001' has 4001 layers; at most 4000 are trained.")]
    [InlineData("compare --data circle --hidden 20000x3 --threads 1", "Training would hold about 16.5 GB at once, but there are 4.3 GB; choose narrower layers, a smaller batch, or fewer threads.")]
    [InlineData("compare --train 2000000000", "2000000000 generated samples were asked for; at most 1000000 are made.")]
    [InlineData("compare --data circl", "Unknown data set 'circl'. Did you mean 'circle'? The names are circle, moon, square, gauss, spiral, xor, digits, shapeset, blobs, linear-modes, image, mnist, fashion-mnist, cifar10; a .csv, an .npz and a pair of IDX files are read as well.")]
    [InlineData("compare --data {dir}/nofile.csv", "There is no file '{dir}/nofile.csv'.")]
    [InlineData("compare --data circle --data-dir {dir}/nowhere", "--data-dir names '{dir}/nowhere', which is no folder.")]
    [InlineData("compare --data circle --regression", "--regression is about tables, a .csv or an .npz, but the data is 'circle'; name a table with --data or leave --regression out.")]
    [InlineData("compare --data {dir}/table.csv --label knid", "table.csv has no column 'knid'. Did you mean 'kind'? Its columns are 'a', 'b', 'kind'; a number from 1 to 3 names one as well.")]
    [InlineData("compare --data {dir}/nan.csv", "nan.csv, line 2, column 'a': 'NaN' is not a finite number.")]
    [InlineData("compare --data {dir}/ragged.csv", "ragged.csv, line 3: the row has 2 cells, but the first row has 3.")]
    [InlineData("compare --data {dir}/empty.csv", "empty.csv, line 2, column 'b': the cell is empty; fill it in or leave the row out.")]
    [InlineData("compare --data {dir}/one.csv", "one.csv: the label column 'kind' holds 1 different values; 2 to 10000 classes are possible. Name another column as the label, or ask for regression.")]
    [InlineData("compare --data {dir}/price.csv --regression --loss hinge", "The data's target is a number, so the loss must be mse.")]
    [InlineData("compare --spec {dir}/none", "There is no file '{dir}/none'.")]
    [InlineData("compare --spec {dir}/folder", "'{dir}/folder' is a folder; a file is needed.")]
    [InlineData("compare --spec {dir}/field.json", "'{dir}/field.json': The specification has an unknown field 'repeets'. Did you mean 'repeats'?")]
    [InlineData("compare --spec {dir}/type.json", "'{dir}/type.json': The specification's field 'training.epochs' cannot be \"many\".")]
    [InlineData("compare --spec {dir}/words.json", "'{dir}/words.json': The specification cannot be read: line 1, byte 1 is no JSON.")]
    [InlineData("compare --spec {dir}/none.json", "A comparison needs at least one initializer.")]
    [InlineData("train --spec {dir}/none.json", "The specification names no initializer; name one with --init.")]
    [InlineData("compare --data circle --report {dir}/there.html", "'{dir}/there.html' is there already; add --force to overwrite it.")]
    [InlineData("compare --data circle --report {dir}/folder", "'{dir}/folder' is a folder; a file is needed.")]
    [InlineData("compare --data circle --out {dir}/there.html", "'{dir}/there.html' is a file, but '{dir}/there.html/comparison.json' needs a folder of that name.")]
    [InlineData("train --data circle --save {dir}/net.txt", "A network is saved as .safetensors or .onnx, but '{dir}/net.txt' ends in '.txt'.")]
    [InlineData("train --data circle --from {dir}/nofile.npz", "There is no file '{dir}/nofile.npz'.")]
    [InlineData("predict {dir}/nofile.safetensors", "There is no file '{dir}/nofile.safetensors'; 'evenkeel train --save {dir}/nofile.safetensors' makes one.")]
    [InlineData("predict {dir}/short.safetensors", "short.safetensors: the header at byte 8 claims 200 bytes, but the file holds 3 there.")]
    [InlineData("demo derivation --break biass", "Unknown assumption 'biass'. Did you mean 'bias'?")]
    [InlineData("demo chain --layers 1", "--layers needs a whole number from 2 to 10000, but got '1'.")]
    [InlineData("demo playground --data digits", "The playground has circle, moon, square, gauss, spiral, xor, but not 'digits'.")]
    [InlineData("data show", "'show' needs DATA. See 'evenkeel show --help'.")]
    [InlineData("completion bsh", "Unknown shell 'bsh'. Did you mean 'bash'?")]
    public void BadInput_GetsOneLine(string line, string message)
    {
        Session.Answer answer = session.Run(line);

        answer.Error.ShouldBe($"evenkeel: {message}\n");
        answer.Output.ShouldBeEmpty();
        answer.Code.ShouldBe(2);
    }

    [LinuxFact]
    public void APlaceThatTakesNoFile_IsToldBeforeTheWork()
    {
        Session.Answer answer = session.Run("compare --data circle --report /proc/page.html");

        answer.Error.ShouldBe("evenkeel: '/proc/page.html' cannot be written: no file can be made in '/proc'.\n");
        answer.Code.ShouldBe(3);
    }

    [Fact]
    public void Predict_RefusesAFalseImage()
    {
        session.Run("train --data digits --train 100 --test 50 --hidden 5 --epochs 1 --save {dir}/net.safetensors").Code.ShouldBe(0);

        session.Run("predict {dir}/net.safetensors {dir}/image.png").Error.ShouldBe("evenkeel: image.png is neither a PNG nor a PGM image.\n");
        session.Run("predict {dir}/net.safetensors {dir}/folder").Error.ShouldBe("evenkeel: '{dir}/folder' is a folder; a file is needed.\n");
    }
}
