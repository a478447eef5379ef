<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="zh">
  <context>
    <name>@default</name>
    <message>
      <source>Check layer</source>
      <translation>检查图层</translation>
    </message>
    <message>
      <source>Assess</source>
      <translation>评估</translation>
    </message>
    <message>
      <source>Says before a run what of a layer is good, what is not, and how to mend it</source>
      <translation>在运行之前说明图层哪些方面好、哪些不好，以及如何改正</translation>
    </message>
    <message>
      <source>&lt;p&gt;Looks at a layer before it is upscaled or enhanced: pixel size, CRS, data type, range, bands, noise, sharpness, JPEG blocks, whether it was made finer before, and nodata. Each gets a verdict and, where it is not good, what to do.&lt;/p&gt;&lt;p&gt;It takes seconds at any size: 64 small windows are looked at, spread over the layer.&lt;/p&gt;&lt;h3&gt;Input layer&lt;/h3&gt;&lt;p&gt;Any raster. Online layers (XYZ, WMS, WCS and others) are saved first and need an extent and a resolution.&lt;/p&gt;&lt;h3&gt;Model&lt;/h3&gt;&lt;p&gt;If you name one, the layer is compared with what the model was made for.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;A page (HTML), and as numbers: what is bad and what is worth a look, pixel size in metres, noise, contrast left at the finest pattern, JPEG blocks, how many times too fine the pixels are, and the share of nodata.&lt;/p&gt;</source>
      <translation>&lt;p&gt;在放大或增强之前查看图层：像元大小、坐标参考系、数据类型、取值范围、波段、噪声、清晰度、JPEG 方块、是否曾被放大过，以及无数据值。每一项都有结论；不好的会说明该怎么办。&lt;/p&gt;&lt;p&gt;无论图层多大都只需几秒：只查看分布在图层各处的 64 个小窗口。&lt;/p&gt;&lt;h3&gt;输入图层&lt;/h3&gt;&lt;p&gt;任何栅格。在线图层（XYZ、WMS、WCS 等）会先保存，需要给出范围和分辨率。&lt;/p&gt;&lt;h3&gt;模型&lt;/h3&gt;&lt;p&gt;若指定模型，就把图层与该模型的适用条件作比较。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;一个网页（HTML），以及数值：有问题的项数和值得留意的项数、以米计的像元大小、噪声、最细图案处剩余的对比度、JPEG 方块、像元过细的倍数，以及无数据值所占的比例。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Resolution (online layers only, map units a pixel)</source>
      <translation>分辨率（仅在线图层，每像素的地图单位）</translation>
    </message>
    <message>
      <source>Number of checks that are bad</source>
      <translation>有问题的项数</translation>
    </message>
    <message>
      <source>Number of checks worth a look</source>
      <translation>值得留意的项数</translation>
    </message>
    <message>
      <source>Pixel size in metres</source>
      <translation>像元大小（米）</translation>
    </message>
    <message>
      <source>Noise (standard deviation, the layer's units)</source>
      <translation>噪声（标准差，图层的单位）</translation>
    </message>
    <message>
      <source>Contrast left at the finest pattern (0 to 1)</source>
      <translation>最细图案处剩余的对比度（0 到 1）</translation>
    </message>
    <message>
      <source>Strength of JPEG blocks (0 to 1)</source>
      <translation>JPEG 方块的强度（0 到 1）</translation>
    </message>
    <message>
      <source>How many times too fine the pixels are (1: not at all)</source>
      <translation>像元过细的倍数（1：没有过细）</translation>
    </message>
    <message>
      <source>Share of nodata (0 to 1)</source>
      <translation>无数据值的比例（0 到 1）</translation>
    </message>
    <message>
      <source>Model (none if empty)</source>
      <translation>模型（留空则不指定）</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>网页</translation>
    </message>
    <message>
      <source>HTML files (*.html)</source>
      <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
      <source>quality,noise,blur,sharpness,jpeg,compression,nodata,resolution,gsd,upsampled,gan,ai</source>
      <translation>质量,噪声,模糊,清晰度,jpeg,压缩,无数据,分辨率,像元大小,放大过,gan,ai</translation>
    </message>
    <message>
      <source>Input layer</source>
      <translation>输入图层</translation>
    </message>
    <message>
      <source>Extent (whole layer if empty)</source>
      <translation>范围（留空为整个图层）</translation>
    </message>
    <message>
      <source>Enhance</source>
      <translation>增强</translation>
    </message>
    <message>
      <source>Takes noise, blur, stripes and compression artefacts away, keeping grid, values, bands and nodata</source>
      <translation>去除噪声、模糊、条带和压缩伪影，并保持栅格网格、数值、波段和无数据值</translation>
    </message>
    <message>
      <source>&lt;p&gt;Takes noise, blur, stripes and compression artefacts away with a network trained on overhead images. The layer keeps its pixels' size, extent, CRS, bands, data type, nodata and metadata. The mean of every block of 8 x 8 pixels stays where it was, within the noise that was removed.&lt;/p&gt;&lt;p&gt;For finer pixels use Upscale; its option “Enhance first” does both in one run.&lt;/p&gt;&lt;h3&gt;Input layer&lt;/h3&gt;&lt;p&gt;Any raster of continuous values. Online layers (XYZ, WMS, WCS and others) are saved first and need an extent and a resolution.&lt;/p&gt;&lt;h3&gt;Model&lt;/h3&gt;&lt;p&gt;Automatic takes the one for red, green and blue where the layer has them, and the one for single bands for every other band. The path of a model file works too.&lt;/p&gt;&lt;h3&gt;Bands for the model&lt;/h3&gt;&lt;p&gt;Which bands play red, green and blue, in this order. Needed only where the layer does not say it. No band is left out: the others are enhanced one by one.&lt;/p&gt;&lt;h3&gt;Noise&lt;/h3&gt;&lt;p&gt;How strong the noise is: its standard deviation, in the layer's units. Empty: estimated for every band where the ground is smoothest; the log says what was found. Give more to smooth more, 0 to leave noise alone.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;The enhanced raster, and as numbers: the largest shift of a block's mean in standard errors of what was removed (at most 3), the noise, size, pixel size, seconds and speed.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用在俯视影像上训练的网络去除噪声、模糊、条带和压缩伪影。图层的像素大小、范围、坐标参照系、波段、数据类型、无数据值和元数据保持不变。每个 8 x 8 像素块的均值保持原位，偏移不超出所去除噪声的范围。&lt;/p&gt;&lt;p&gt;若要更细的像素，请使用“放大”；其选项“先增强”可一次完成两步。&lt;/p&gt;&lt;h3&gt;输入图层&lt;/h3&gt;&lt;p&gt;任何连续值栅格。在线图层（XYZ、WMS、WCS 等）会先保存，需要给出范围和分辨率。&lt;/p&gt;&lt;h3&gt;模型&lt;/h3&gt;&lt;p&gt;“自动”在图层有红、绿、蓝波段时采用彩色模型，其余波段采用单波段模型。也可以填写模型文件的路径。&lt;/p&gt;&lt;h3&gt;模型使用的波段&lt;/h3&gt;&lt;p&gt;依次指定哪些波段作为红、绿、蓝。仅在图层自身没有说明时才需要。不会遗漏任何波段：其他波段逐一增强。&lt;/p&gt;&lt;h3&gt;噪声&lt;/h3&gt;&lt;p&gt;噪声的强弱：其标准差，以图层单位计。留空：在地面最平滑处逐波段估计，结果写入日志。数值越大平滑越强，0 表示不处理噪声。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;增强后的栅格，以及若干数值：块均值的最大偏移（以所去除成分的标准误差计，最多 3）、噪声、尺寸、像素大小、耗时和速度。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Enhanced</source>
      <translation>增强结果</translation>
    </message>
    <message>
      <source>Largest shift of a block's mean, in standard errors</source>
      <translation>块均值的最大偏移（以标准误差计）</translation>
    </message>
    <message>
      <source>Noise found or given, in the layer's units</source>
      <translation>估计或给定的噪声（图层单位）</translation>
    </message>
    <message>
      <source>denoise,noise,deblur,sharpen,jpeg,artefacts,destripe,clean,restore,gan,ai,deep learning</source>
      <translation>去噪,噪声,去模糊,锐化,jpeg,伪影,去条带,清理,修复,gan,ai,深度学习</translation>
    </message>
    <message>
      <source>Noise to remove, in the layer's units (estimated if empty)</source>
      <translation>要去除的噪声，图层单位（留空则自动估计）</translation>
    </message>
    <message>
      <source>Evaluate a model</source>
      <translation>评估模型</translation>
    </message>
    <message>
      <source>Says in figures and pictures how good a model is on your raster, beside plain interpolation</source>
      <translation>用数字和图片说明模型在您的栅格上有多好,并与普通插值比较</translation>
    </message>
    <message>
      <source>&lt;p&gt;How far can a model be trusted on &lt;i&gt;this&lt;/i&gt; raster? Tiles that show all kinds of its ground are made coarser, upscaled again and compared with what they were (Wald's protocol); for a model that enhances they are made noisy, blurred or compressed. Where there is a finer or cleaner raster of the same ground, that is the truth instead.&lt;/p&gt;&lt;h3&gt;Finer or cleaner raster&lt;/h3&gt;&lt;p&gt;It is laid on the raster to a fraction of a pixel and given its colours; if the two do not belong together, the reason is said.&lt;/p&gt;&lt;h3&gt;Second model&lt;/h3&gt;&lt;p&gt;Stands beside the first in the table; it needs the same scale and number of bands.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;A page with a table, pictures, error maps and histograms, and numbers for further steps: PSNR (dB, higher is better), SSIM (1 is the same), SAM (how far colours turn, degrees), ERGAS (relative error), and the OpenSR measures: how far the result stays with its input, and what share of its detail is invented (hallucination), missing (omission) or true (improvement).&lt;/p&gt;</source>
      <translation>&lt;p&gt;在&lt;i&gt;这个&lt;/i&gt;栅格上模型有多可信?选取能代表各种地面的瓦片,将其变粗、再放大,并与原样比较(Wald 协议);对于增强模型,则给瓦片加噪声、模糊或压缩。若有同一地面的更精细或更干净的栅格,则以它为真值。&lt;/p&gt;&lt;h3&gt;更精细或更干净的栅格&lt;/h3&gt;&lt;p&gt;它会与栅格配准到像素的几分之一,并匹配其颜色;若两者不相配,会说明原因。&lt;/p&gt;&lt;h3&gt;第二个模型&lt;/h3&gt;&lt;p&gt;在表中与第一个并列;须具有相同的倍数和波段数。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;一个包含表格、图片、误差图和直方图的页面,以及供后续步骤使用的数字:PSNR(dB,越高越好)、SSIM(1 为相同)、SAM(颜色偏转的角度)、ERGAS(相对误差),以及 OpenSR 指标:结果与输入相符的程度,以及其细节中虚构(hallucination)、缺失(omission)和真实(improvement)的比例。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Finer or cleaner raster of the same ground (the raster itself if empty)</source>
      <translation>同一地面的更精细或更干净的栅格(留空则用栅格本身)</translation>
    </message>
    <message>
      <source>Bands for the model (red, green, blue)</source>
      <translation>模型使用的波段（红、绿、蓝）</translation>
    </message>
    <message>
      <source>Strength of GAN detail (0 faithful, 1 full)</source>
      <translation>GAN 细节强度(0 忠实,1 完全)</translation>
    </message>
    <message>
      <source>PSNR, dB</source>
      <translation>PSNR(dB)</translation>
    </message>
    <message>
      <source>PSNR of plain interpolation, dB</source>
      <translation>普通插值的 PSNR(dB)</translation>
    </message>
    <message>
      <source>Gain over plain interpolation, dB</source>
      <translation>相对普通插值的增益(dB)</translation>
    </message>
    <message>
      <source>Gain on the worst tile, dB</source>
      <translation>最差瓦片上的增益(dB)</translation>
    </message>
    <message>
      <source>SSIM (1: the same)</source>
      <translation>SSIM(1:相同)</translation>
    </message>
    <message>
      <source>Spectral angle, degrees</source>
      <translation>光谱角(度)</translation>
    </message>
    <message>
      <source>ERGAS (relative error)</source>
      <translation>ERGAS(相对误差)</translation>
    </message>
    <message>
      <source>Largest difference to the input when averaged back</source>
      <translation>平均还原后与输入的最大差异</translation>
    </message>
    <message>
      <source>OpenSR reflectance</source>
      <translation>OpenSR 反射率</translation>
    </message>
    <message>
      <source>OpenSR spectral angle, degrees</source>
      <translation>OpenSR 光谱角(度)</translation>
    </message>
    <message>
      <source>OpenSR shift, pixels</source>
      <translation>OpenSR 偏移(像素)</translation>
    </message>
    <message>
      <source>Share of invented detail</source>
      <translation>虚构细节的比例</translation>
    </message>
    <message>
      <source>Share of missing detail</source>
      <translation>缺失细节的比例</translation>
    </message>
    <message>
      <source>Share of true detail</source>
      <translation>真实细节的比例</translation>
    </message>
    <message>
      <source>Number of tiles judged by</source>
      <translation>用于评估的瓦片数</translation>
    </message>
    <message>
      <source>accuracy,quality,psnr,ssim,sam,ergas,hallucination,validation,wald,truth,gan,ai</source>
      <translation>精度,质量,psnr,ssim,sam,ergas,虚构,验证,wald,真值,gan,ai</translation>
    </message>
    <message>
      <source>Raster to judge on</source>
      <translation>用于评估的栅格</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Second model (none if empty)</source>
      <translation>第二个模型(留空则无)</translation>
    </message>
    <message>
      <source>Tiles to judge by</source>
      <translation>用于评估的瓦片</translation>
    </message>
    <message>
      <source>Export model</source>
      <translation>导出模型</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Writes a model as a file for other computers or, as ONNX, for other programs</source>
      <translation>把模型写成文件，供其他电脑使用；写成 ONNX 则供其他程序使用</translation>
    </message>
    <message>
      <source>&lt;p&gt;Writes a model of the library as a file of its own.&lt;/p&gt;&lt;h3&gt;Exported model&lt;/h3&gt;&lt;p&gt;Its ending says which kind: .safetensors is Raster GAN's own and is imported again on another computer; .onnx is run by other programs, such as the QGIS plugin Deepness. It takes an image with values from 0 to 1 and gives the finished image. Writing it needs the Python package onnx; with onnxruntime it is compared with this program.&lt;/p&gt;&lt;h3&gt;Size of image&lt;/h3&gt;&lt;p&gt;For .onnx: the one size that the file takes, in pixels along a side, or 0 for any size. Deepness needs one, for example 256.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;The file, its bytes, and for .onnx the largest difference to this program's own result, 1 being the whole range.&lt;/p&gt;</source>
      <translation>&lt;p&gt;把模型库中的一个模型写成单独的文件。&lt;/p&gt;&lt;h3&gt;导出的模型&lt;/h3&gt;&lt;p&gt;扩展名决定种类：.safetensors 是 Raster GAN 自己的格式，可在另一台电脑上再次导入；.onnx 供其他程序运行，例如 QGIS 插件 Deepness。它接受数值为 0 到 1 的影像，给出完成的影像。写 .onnx 需要 Python 包 onnx；若有 onnxruntime，会与本程序核对。&lt;/p&gt;&lt;h3&gt;影像边长&lt;/h3&gt;&lt;p&gt;用于 .onnx：文件所接受的唯一边长（像素），或 0 表示任意。Deepness 需要固定边长，例如 256。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;文件、其字节数，以及 .onnx 与本程序结果的最大差异，1 为整个数值范围。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>ONNX (*.onnx);;Raster GAN (*.safetensors)</source>
      <translation>ONNX (*.onnx);;Raster GAN (*.safetensors)</translation>
    </message>
    <message>
      <source>Size of image for .onnx, in pixels (0: any)</source>
      <translation>.onnx 的影像边长，像素（0：任意）</translation>
    </message>
    <message>
      <source>onnx,deepness,safetensors,weights,library,gan,ai</source>
      <translation>onnx,deepness,safetensors,权重,模型库,gan,ai</translation>
    </message>
    <message>
      <source>Keep the input's values</source>
      <translation>保持输入的数值</translation>
    </message>
    <message>
      <source>Exported model</source>
      <translation>导出的模型</translation>
    </message>
    <message>
      <source>Bytes</source>
      <translation>字节数</translation>
    </message>
    <message>
      <source>Largest difference to this program's result</source>
      <translation>与本程序结果的最大差异</translation>
    </message>
    <message>
      <source>Fine-tune a model</source>
      <translation>微调模型</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Teaches a model the look of your own imagery, and keeps it only if it got better</source>
      <translation>让模型学习您自己影像的样子，只有变好了才保留</translation>
    </message>
    <message>
      <source>&lt;p&gt;Takes a model of the library a few minutes further on tiles of your own raster. The raster is its own ground truth: its tiles are averaged to coarser pixels, and the model learns to find the way back.&lt;/p&gt;&lt;p&gt;Tiles whose &lt;i&gt;role&lt;/i&gt; is &lt;i&gt;validation&lt;/i&gt; are held out; without such tiles a fifth of the ground is. On them the new model is compared with its parent and with plain interpolation: only if it is better does it enter the library. If not, MODEL is the parent and PUBLISHED is 0, so that a chain of steps goes on.&lt;/p&gt;&lt;h3&gt;Tiles&lt;/h3&gt;&lt;p&gt;Polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do its selected features alone. At least 4.&lt;/p&gt;&lt;h3&gt;Model to start from&lt;/h3&gt;&lt;p&gt;Automatic takes the one at x2 for red, green and blue, or for single bands.&lt;/p&gt;&lt;h3&gt;Finer or cleaner raster&lt;/h3&gt;&lt;p&gt;Where there is one that shows the same ground: an aerial photograph beside a satellite image, say. It is laid on the raster to a fraction of a pixel, its colours are matched, tiles with clouds or change are left out; if the two do not belong together, the reason is said.&lt;/p&gt;&lt;h3&gt;GAN phase&lt;/h3&gt;&lt;p&gt;After the faithful weights, a second set that adds detail which could be there. auto: from 50 tiles on. It is kept only if it passes a check of its own.&lt;/p&gt;&lt;h3&gt;Resume&lt;/h3&gt;&lt;p&gt;A training that was cancelled, or lost with the computer, goes on where it was when the same is run again.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;The model to go on with, whether it is new (1) or the parent (0), a report with curves and pictures, and the gains on held-out tiles in dB.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用您自己栅格上的图块把库中的模型再训练几分钟。栅格本身就是真值：图块先被平均成较粗的像元，模型学习如何还原。&lt;/p&gt;&lt;p&gt;&lt;i&gt;role&lt;/i&gt; 为 &lt;i&gt;validation&lt;/i&gt; 的图块不参与学习；若没有这样的图块，则留出五分之一的地面。在这些图块上把新模型与其父模型和普通插值作比较：只有更好才会进入模型库。否则 MODEL 就是父模型，PUBLISHED 为 0，后续步骤照常进行。&lt;/p&gt;&lt;h3&gt;图块&lt;/h3&gt;&lt;p&gt;栅格上的多边形，由“制作训练图块”生成；任何多边形图层都可以，也可以只用其中选中的要素。至少 4 个。&lt;/p&gt;&lt;h3&gt;起始模型&lt;/h3&gt;&lt;p&gt;自动：红、绿、蓝用 x2 的彩色模型，其他用单波段模型。&lt;/p&gt;&lt;h3&gt;更精细或更干净的栅格&lt;/h3&gt;&lt;p&gt;如果有显示同一地面的栅格,例如卫星影像旁的航空影像:它会与栅格配准到像素的几分之一,颜色会匹配,有云或变化的瓦片不采用;若两者不相配,会说明原因。&lt;/p&gt;&lt;h3&gt;GAN 阶段&lt;/h3&gt;&lt;p&gt;在忠实权重之后，再训练一组会添加可能存在的细节的权重。auto：图块达到 50 个时进行。只有通过专门的检查才会保留。&lt;/p&gt;&lt;h3&gt;继续&lt;/h3&gt;&lt;p&gt;被取消或因电脑故障中断的训练，再次运行相同的设置时会从中断处继续。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;可继续使用的模型、它是新的（1）还是父模型（0）、带有曲线和图片的报告，以及在留出图块上的增益（dB）。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Model to start from</source>
      <translation>起始模型</translation>
    </message>
    <message>
      <source>Compute on</source>
      <translation>计算设备</translation>
    </message>
    <message>
      <source>Whether the model is new (1) or the parent (0)</source>
      <translation>模型是新的（1）还是父模型（0）</translation>
    </message>
    <message>
      <source>Gain over the parent, dB</source>
      <translation>相对父模型的增益（dB）</translation>
    </message>
    <message>
      <source>Gain over bicubic with back-projection, dB</source>
      <translation>相对双三次加反投影的增益（dB）</translation>
    </message>
    <message>
      <source>Gain over the parent on the worst tile, dB</source>
      <translation>在最差图块上相对父模型的增益（dB）</translation>
    </message>
    <message>
      <source>Number of tiles learned from</source>
      <translation>参与学习的图块数</translation>
    </message>
    <message>
      <source>Number of tiles to judge by</source>
      <translation>用于评判的图块数</translation>
    </message>
    <message>
      <source>Steps of training</source>
      <translation>训练步数</translation>
    </message>
    <message>
      <source>Seconds</source>
      <translation>秒数</translation>
    </message>
    <message>
      <source>training,learning,transfer,adapt,super-resolution,own data,gan,ai</source>
      <translation>训练,学习,迁移,适应,超分辨率,自己的数据,gan,ai</translation>
    </message>
    <message>
      <source>Raster to learn from</source>
      <translation>用来学习的栅格</translation>
    </message>
    <message>
      <source>Tiles</source>
      <translation>图块</translation>
    </message>
    <message>
      <source>Name (after the raster if empty)</source>
      <translation>名称（留空则按栅格命名）</translation>
    </message>
    <message>
      <source>Minutes at most</source>
      <translation>最多分钟数</translation>
    </message>
    <message>
      <source>GAN phase</source>
      <translation>GAN 阶段</translation>
    </message>
    <message>
      <source>Go on where it was broken off</source>
      <translation>从中断处继续</translation>
    </message>
    <message>
      <source>Model to go on with</source>
      <translation>可继续使用的模型</translation>
    </message>
    <message>
      <source>Report of the training</source>
      <translation>训练报告</translation>
    </message>
    <message>
      <source>Import model</source>
      <translation>导入模型</translation>
    </message>
    <message>
      <source>Checks a model file and puts it into the library; takes weights of ESRGAN, Real-ESRGAN and SPAN too</source>
      <translation>检查模型文件并放入模型库；也接受 ESRGAN、Real-ESRGAN 和 SPAN 的权重</translation>
    </message>
    <message>
      <source>&lt;p&gt;Puts a model into the library, from where Upscale and Enhance take it. The file is only read, never run: what holds more than plain weights is refused, with the reason.&lt;/p&gt;&lt;h3&gt;Model file&lt;/h3&gt;&lt;p&gt;A model file of Raster GAN (.safetensors), or weights that others have published (.pth, .pt, .ckpt, .safetensors) of ESRGAN, Real-ESRGAN or SPAN.&lt;/p&gt;&lt;h3&gt;Name&lt;/h3&gt;&lt;p&gt;What to call it here; after its file if empty.&lt;/p&gt;&lt;h3&gt;Licence&lt;/h3&gt;&lt;p&gt;Look where you got the file. It is written into the model's card and into every layer made with it.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;The model's name, its file, by how much it makes pixels finer, its bands, and how many pixels it looks at around each one.&lt;/p&gt;</source>
      <translation>&lt;p&gt;把模型放入模型库，“放大”和“增强”从那里取用。文件只被读取，绝不运行：除纯权重外还含有其他内容的文件会被拒绝，并说明原因。&lt;/p&gt;&lt;h3&gt;模型文件&lt;/h3&gt;&lt;p&gt;Raster GAN 的模型文件（.safetensors），或他人发布的 ESRGAN、Real-ESRGAN、SPAN 权重（.pth、.pt、.ckpt、.safetensors）。&lt;/p&gt;&lt;h3&gt;名称&lt;/h3&gt;&lt;p&gt;在这里叫什么；留空则取文件名。&lt;/p&gt;&lt;h3&gt;许可证&lt;/h3&gt;&lt;p&gt;请查看文件的来源。它会写入模型卡片和用它制作的每个图层。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;模型的名称、文件、把像素细化多少倍、波段，以及每个像素向四周看多少像素。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Models (*.safetensors *.pth *.pt *.ckpt)</source>
      <translation>模型 (*.safetensors *.pth *.pt *.ckpt)</translation>
    </message>
    <message>
      <source>esrgan,real-esrgan,rrdb,compact,span,pth,safetensors,weights,library,gan,ai</source>
      <translation>esrgan,real-esrgan,rrdb,compact,span,pth,safetensors,权重,模型库,gan,ai</translation>
    </message>
    <message>
      <source>Model file</source>
      <translation>模型文件</translation>
    </message>
    <message>
      <source>Name (after its file if empty)</source>
      <translation>名称（留空则取文件名）</translation>
    </message>
    <message>
      <source>Licence of the weights</source>
      <translation>权重的许可证</translation>
    </message>
    <message>
      <source>Whom to name</source>
      <translation>署名</translation>
    </message>
    <message>
      <source>Model file in the library</source>
      <translation>模型库中的模型文件</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>放大倍数</translation>
    </message>
    <message>
      <source>Number of bands</source>
      <translation>波段数</translation>
    </message>
    <message>
      <source>Pixels seen on each side</source>
      <translation>每侧看到的像素数</translation>
    </message>
    <message>
      <source>List models</source>
      <translation>列出模型</translation>
    </message>
    <message>
      <source>Shows every model: what it was made from, its licence, figures and limits</source>
      <translation>显示每个模型：来源、许可证、指标和局限</translation>
    </message>
    <message>
      <source>&lt;p&gt;Writes a page with a card for every model, those that came with the plugin and your own: what it does, what it was trained on, its licence and whom to name, how good it is in figures, and what it is not made for.&lt;/p&gt;&lt;p&gt;Your own models are those that Import model has put into the library, and those in the folder under Settings &gt; Options &gt; Processing &gt; Providers &gt; Raster GAN.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;The page (HTML), and the number of models.&lt;/p&gt;</source>
      <translation>&lt;p&gt;写出一个网页，每个模型一张卡片，包括随插件提供的和您自己的：它做什么、用什么训练、许可证和署名、各项指标，以及不适用于什么。&lt;/p&gt;&lt;p&gt;您自己的模型是指“导入模型”放入模型库的模型，以及“设置 &gt; 选项 &gt; 数据处理 &gt; 提供者 &gt; Raster GAN”下所填文件夹中的模型。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;网页（HTML）和模型数。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>library,cards,licence,weights,gan,ai</source>
      <translation>模型库,卡片,许可证,权重,gan,ai</translation>
    </message>
    <message>
      <source>Number of models</source>
      <translation>模型数</translation>
    </message>
    <message>
      <source>Make training tiles</source>
      <translation>制作训练图块</translation>
    </message>
    <message>
      <source>Cuts a raster into tiles and chooses some that show all kinds of its ground</source>
      <translation>把栅格切成图块，并选出能代表各种地面的一些</translation>
    </message>
    <message>
      <source>&lt;p&gt;Lays a grid of square tiles over a raster, measures each, and chooses some for training: from plain to rough ground in equal shares, and far from each other. A fifth of the chosen ones, in whole neighbourhoods, is set apart to judge a model by.&lt;/p&gt;&lt;p&gt;The field &lt;i&gt;role&lt;/i&gt; says what a tile is for: &lt;i&gt;train&lt;/i&gt; to learn from, &lt;i&gt;validation&lt;/i&gt; to judge by, &lt;i&gt;ignore&lt;/i&gt; for nothing. Change it in the attribute table, or with a right-click on the map: Raster GAN &gt; Pick tiles.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;The tiles, with the share of valid pixels, contrast and detail of each, and how many there are and were chosen.&lt;/p&gt;</source>
      <translation>&lt;p&gt;在栅格上铺一个正方形图块的网格，测量每个图块，并选出一些用于训练：从平坦到粗糙的地面各占同样的份额，彼此尽量远离。选中的图块有五分之一以整片相邻的方式留出，用来评判模型。&lt;/p&gt;&lt;p&gt;字段 &lt;i&gt;role&lt;/i&gt; 说明图块的用途：&lt;i&gt;train&lt;/i&gt; 用于学习，&lt;i&gt;validation&lt;/i&gt; 用于评判，&lt;i&gt;ignore&lt;/i&gt; 不使用。可在属性表中修改，也可在地图上右击：Raster GAN &gt; 挑选图块。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;图块（各有有效像元比例、对比度和细节），以及总数和选中数。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Side of a tile, in pixels</source>
      <translation>图块的边长（像元）</translation>
    </message>
    <message>
      <source>Number of tiles</source>
      <translation>图块数</translation>
    </message>
    <message>
      <source>Number of chosen tiles</source>
      <translation>选中的图块数</translation>
    </message>
    <message>
      <source>tiles,grid,samples,training,fine-tune,chips,patches,gan,ai</source>
      <translation>图块,网格,样本,训练,微调,切片,gan,ai</translation>
    </message>
    <message>
      <source>How many tiles to choose</source>
      <translation>选择多少个图块</translation>
    </message>
    <message>
      <source>Pixels that neighbouring tiles share</source>
      <translation>相邻图块共有的像元数</translation>
    </message>
    <message>
      <source>Upscale</source>
      <translation>放大（超分辨率）</translation>
    </message>
    <message>
      <source>Makes a raster's pixels 2 or 4 times finer with a trained network, keeping values, bands and nodata</source>
      <translation>用训练好的网络把栅格像素细化 2 倍或 4 倍，保持数值、波段和无数据值</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes pixels 2 or 4 times finer with a network trained on overhead images. The layer keeps its extent, CRS, bands, data type, nodata and metadata. Averaged back to the input's pixels, the result equals the input.&lt;/p&gt;&lt;p&gt;Detail finer than the input's pixels is a guess: use it to see better, not to measure what the sensor did not see.&lt;/p&gt;&lt;h3&gt;Input layer&lt;/h3&gt;&lt;p&gt;Any raster of continuous values. Online layers (XYZ, WMS, WCS and others) are saved first and need an extent and a resolution.&lt;/p&gt;&lt;h3&gt;Model&lt;/h3&gt;&lt;p&gt;Automatic takes a x2 model: the one for red, green and blue where the layer has them, and the one for single bands for every other band. The path of a model file works too.&lt;/p&gt;&lt;h3&gt;Bands for the model&lt;/h3&gt;&lt;p&gt;Which bands play red, green and blue, in this order. Needed only where the layer does not say it. No band is left out: the others are upscaled one by one.&lt;/p&gt;&lt;h3&gt;Strength&lt;/h3&gt;&lt;p&gt;How much of the detail that a GAN finds plausible is added: 0 is nearest to the truth on average, 1 looks sharpest and invents most. Models without a GAN's weights stay at 0; the log says so.&lt;/p&gt;&lt;h3&gt;Enhance first&lt;/h3&gt;&lt;p&gt;For noisy or compressed layers: noise, blur and compression artefacts are taken away before the pixels are made finer. The result then equals the cleaned layer, not the input.&lt;/p&gt;&lt;h3&gt;Keep the input's values&lt;/h3&gt;&lt;p&gt;Leave it on, unless you want the network's raw result.&lt;/p&gt;&lt;h3&gt;Outputs&lt;/h3&gt;&lt;p&gt;The upscaled raster, and as numbers: the worst difference between the input and the output averaged to its grid, size, pixel size, seconds and speed.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用在俯视影像上训练的网络把像素细化 2 倍或 4 倍。图层的范围、坐标参照系、波段、数据类型、无数据值和元数据都保持不变。把结果平均回输入像素，就等于输入。&lt;/p&gt;&lt;p&gt;比输入像素更细的细节是推测：用来看得更清楚，不要用来量测传感器没有看到的东西。&lt;/p&gt;&lt;h3&gt;输入图层&lt;/h3&gt;&lt;p&gt;任何连续值栅格。在线图层（XYZ、WMS、WCS 等）会先保存，需要填写范围和分辨率。&lt;/p&gt;&lt;h3&gt;模型&lt;/h3&gt;&lt;p&gt;“自动”使用 2 倍模型：图层有红、绿、蓝波段时用彩色模型，其余波段用单波段模型。也可以填写模型文件的路径。&lt;/p&gt;&lt;h3&gt;模型使用的波段&lt;/h3&gt;&lt;p&gt;依次充当红、绿、蓝的波段。只有图层没有说明时才需要。不会丢弃任何波段：其余波段逐个放大。&lt;/p&gt;&lt;h3&gt;强度&lt;/h3&gt;&lt;p&gt;加入多少 GAN 认为合理的细节：0 平均最接近真实，1 看起来最锐利、臆造也最多。没有 GAN 权重的模型始终为 0；日志会说明。&lt;/p&gt;&lt;h3&gt;先增强&lt;/h3&gt;&lt;p&gt;适用于有噪声或压缩过的图层：先去除噪声、模糊和压缩伪影，再细化像素。此时结果与清理后的图层一致，而不是与输入一致。&lt;/p&gt;&lt;h3&gt;保持输入的数值&lt;/h3&gt;&lt;p&gt;请保持勾选，除非需要网络的原始结果。&lt;/p&gt;&lt;h3&gt;输出&lt;/h3&gt;&lt;p&gt;放大后的栅格，以及若干数值：输入与平均到其格网的输出之间的最大差值、大小、像素大小、秒数和速度。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Upscaled</source>
      <translation>放大结果</translation>
    </message>
    <message>
      <source>Strength of the GAN's detail (0: faithful, 1: full)</source>
      <translation>GAN 细节强度（0：忠实，1：全部）</translation>
    </message>
    <message>
      <source>Enhance first (noisy or compressed layers)</source>
      <translation>先增强（适用于有噪声或压缩过的图层）</translation>
    </message>
    <message>
      <source>Noise to remove when enhancing first, in the layer's units (estimated if empty)</source>
      <translation>先增强时要去除的噪声，图层单位（留空则自动估计）</translation>
    </message>
    <message>
      <source>Worst difference on the input's grid</source>
      <translation>输入格网上的最大差值</translation>
    </message>
    <message>
      <source>super-resolution,superresolution,upsample,sharpen,resolution,resample,gan,ai,deep learning</source>
      <translation>超分辨率,放大,锐化,分辨率,重采样,深度学习,super-resolution,upsample,sharpen,gan,ai</translation>
    </message>
    <message>
      <source>Drag the edge. Arrow keys: move it; Tab: turn it; hold B: the layer away; Esc: end</source>
      <translation>拖动分界线。方向键：移动；Tab：转向；按住 B：隐去该图层；Esc：结束</translation>
    </message>
    <message>
      <source>Trainings</source>
      <translation>训练任务</translation>
    </message>
    <message>
      <source>Live preview</source>
      <translation>实时预览</translation>
    </message>
    <message>
      <source>Make training tiles…</source>
      <translation>制作训练图块…</translation>
    </message>
    <message>
      <source>Pick tiles</source>
      <translation>挑选图块</translation>
    </message>
    <message>
      <source>Fine-tune on these tiles…</source>
      <translation>用这些图块微调…</translation>
    </message>
    <message>
      <source>Click a tile, or drag over several: learn from, judge by, leave out. Ctrl+Z takes it back</source>
      <translation>单击一个图块，或拖过多个：学习、评判、不用。Ctrl+Z 撤销</translation>
    </message>
    <message>
      <source>Upscale the layer…</source>
      <translation>放大该图层…</translation>
    </message>
    <message>
      <source>Enhance the layer…</source>
      <translation>增强该图层…</translation>
    </message>
    <message>
      <source>Check this layer…</source>
      <translation>检查此图层…</translation>
    </message>
    <message>
      <source>Evaluate a model on it…</source>
      <translation>在其上评估模型…</translation>
    </message>
    <message>
      <source>Set up the engine…</source>
      <translation>设置引擎…</translation>
    </message>
    <message>
      <source>Upscale this view</source>
      <translation>放大当前视图</translation>
    </message>
    <message>
      <source>Enhance this view</source>
      <translation>增强当前视图</translation>
    </message>
    <message>
      <source>Add tile here to the training set</source>
      <translation>把此处的图块加入训练集</translation>
    </message>
    <message>
      <source>End the comparison</source>
      <translation>结束对比</translation>
    </message>
    <message>
      <source>Compare with what lies below</source>
      <translation>与下方图层对比</translation>
    </message>
    <message>
      <source>Computing…</source>
      <translation>正在计算…</translation>
    </message>
    <message>
      <source>Zoom in: a pixel of the screen shows {count:.1f} pixels of the layer, finer ones could not be seen.</source>
      <translation>请放大:屏幕的一个像素显示图层的 {count:.1f} 个像素,更精细的像素看不出来。</translation>
    </message>
    <message>
      <source>The middle of the map shows nothing of “{layer}”.</source>
      <translation>地图中央没有“{layer}”的内容。</translation>
    </message>
    <message>
      <source>{model}, {seconds:.1f} s</source>
      <translation>{model},{seconds:.1f} 秒</translation>
    </message>
    <message>
      <source>Tiles of {layer}</source>
      <translation>{layer} 的图块</translation>
    </message>
    <message>
      <source>Started: {name}</source>
      <translation>已开始：{name}</translation>
    </message>
    <message>
      <source>The view shows nothing of “{layer}”.</source>
      <translation>当前视图中没有“{layer}”的内容。</translation>
    </message>
    <message>
      <source>The job failed. The log messages panel says more.</source>
      <translation>任务失败。详情见日志消息面板。</translation>
    </message>
    <message>
      <source>EXTENT and RESOLUTION: both are needed for “{layer}”, a layer of the provider {provider}: it is saved over this extent at this resolution before it is upscaled.</source>
      <translation>EXTENT 和 RESOLUTION：图层“{layer}”由 {provider} 提供，两者都必须填写：放大之前会先按此范围和分辨率保存。</translation>
    </message>
    <message>
      <source>Saving {width} x {height} pixels of the layer first</source>
      <translation>先保存该图层的 {width} x {height} 像素</translation>
    </message>
    <message>
      <source>INPUT: expected a layer that GDAL reads, “{layer}” is one of the provider {provider}. Export it first (right-click &gt; Export &gt; Save as).</source>
      <translation>INPUT：应为 GDAL 可读取的图层，“{layer}”属于数据提供者 {provider}。请先导出（右击 &gt; 导出 &gt; 另存为）。</translation>
    </message>
    <message>
      <source>error {code} of the raster writer</source>
      <translation>栅格写入错误 {code}</translation>
    </message>
    <message>
      <source>INPUT: the layer could not be saved ({reason}).</source>
      <translation>INPUT：无法保存该图层（{reason}）。</translation>
    </message>
    <message>
      <source>Choose a model file</source>
      <translation>选择模型文件</translation>
    </message>
    <message>
      <source>Models (*.safetensors)</source>
      <translation>模型 (*.safetensors)</translation>
    </message>
    <message>
      <source>Automatic (x2)</source>
      <translation>自动（2 倍）</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>steps</source>
      <translation>步</translation>
    </message>
    <message>
      <source>Left: faithful. Right: with all detail that the model's GAN adds</source>
      <translation>左:忠实。右:包含模型的 GAN 添加的全部细节</translation>
    </message>
    <message>
      <source>Raster GAN preview</source>
      <translation>Raster GAN 预览</translation>
    </message>
    <message>
      <source>Run on the whole layer…</source>
      <translation>在整个图层上运行…</translation>
    </message>
    <message>
      <source>Layer</source>
      <translation>图层</translation>
    </message>
    <message>
      <source>Strength</source>
      <translation>强度</translation>
    </message>
    <message>
      <source>Online layers have no preview: use Upscale this view.</source>
      <translation>在线图层没有预览:请使用“放大此视图”。</translation>
    </message>
    <message>
      <source>This model has faithful weights alone</source>
      <translation>此模型只有忠实权重</translation>
    </message>
    <message>
      <source>Remove the engine? Your models stay; the engine can be installed again at any time.</source>
      <translation>移除引擎吗?您的模型会保留;引擎随时可以重新安装。</translation>
    </message>
    <message>
      <source>For NVIDIA graphics cards ({size})</source>
      <translation>用于 NVIDIA 显卡({size})</translation>
    </message>
    <message>
      <source>For NVIDIA graphics cards; none was found ({size})</source>
      <translation>用于 NVIDIA 显卡;未找到显卡({size})</translation>
    </message>
    <message>
      <source>Raster GAN: set up the engine</source>
      <translation>Raster GAN:设置引擎</translation>
    </message>
    <message>
      <source>Only without internet: the folder that holds the files</source>
      <translation>仅在没有网络时:存放安装文件的文件夹</translation>
    </message>
    <message>
      <source>Install</source>
      <translation>安装</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Remove engine</source>
      <translation>移除引擎</translation>
    </message>
    <message>
      <source>Copy diagnostics</source>
      <translation>复制诊断信息</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Trying it on one tile…</source>
      <translation>正在用一个瓦片试运行…</translation>
    </message>
    <message>
      <source>Copied: paste it into your report.</source>
      <translation>已复制:请粘贴到您的报告中。</translation>
    </message>
    <message>
      <source>Installed into</source>
      <translation>安装到</translation>
    </message>
    <message>
      <source>Files from</source>
      <translation>文件来自</translation>
    </message>
    <message>
      <source>{download:g} GB to fetch, {disk:g} GB on disk</source>
      <translation>下载 {download:g} GB,占用磁盘 {disk:g} GB</translation>
    </message>
    <message>
      <source>Working…</source>
      <translation>正在进行…</translation>
    </message>
    <message>
      <source>Install again</source>
      <translation>重新安装</translation>
    </message>
    <message>
      <source>For every computer ({size})</source>
      <translation>适用于所有计算机({size})</translation>
    </message>
    <message>
      <source>The engine is not set up yet: it needs PyTorch, which QGIS does not bring along.</source>
      <translation>引擎尚未设置:它需要 PyTorch,而 QGIS 不自带 PyTorch。</translation>
    </message>
    <message>
      <source>The engine is ready: PyTorch {TORCH}, {DEVICE}, {THREADS} threads; 512 x 512 pixels in {TILE_SECONDS:.2f} s</source>
      <translation>引擎已就绪:PyTorch {TORCH},{DEVICE},{THREADS} 个线程;512 x 512 像素用时 {TILE_SECONDS:.2f} 秒</translation>
    </message>
    <message>
      <source>Cancelled. What was fetched is kept: Install goes on from there.</source>
      <translation>已取消。已下载的文件会保留:再次安装时从那里继续。</translation>
    </message>
    <message>
      <source>The engine is ready.</source>
      <translation>引擎已就绪。</translation>
    </message>
    <message>
      <source>A held-out tile: the parent's at the left, the latest, and its truth at the right</source>
      <translation>一个留作检验的瓦片:左为父模型的结果,然后是最近的结果,右为真值</translation>
    </message>
    <message>
      <source>Remove this training's report and what it could go on from? Its model, if it made one, stays.</source>
      <translation>移除此训练的报告及其续训所需的文件吗?如已生成模型,模型会保留。</translation>
    </message>
    <message>
      <source>No training yet. Right-click on the map: Make training tiles, then Fine-tune on these tiles.</source>
      <translation>还没有训练。在地图上右键单击:先“制作训练瓦片”,再“用这些瓦片微调”。</translation>
    </message>
    <message>
      <source>Raster GAN trainings</source>
      <translation>Raster GAN 训练任务</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Stop, keep the best</source>
      <translation>停止并保留最佳</translation>
    </message>
    <message>
      <source>Go on…</source>
      <translation>继续…</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Running.</source>
      <translation>正在运行。</translation>
    </message>
    <message>
      <source>Paused.</source>
      <translation>已暂停。</translation>
    </message>
    <message>
      <source>Broken off; it goes on where it was when it is run again.</source>
      <translation>已中断;再次运行时从中断处继续。</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>One step is left: the engine that computes has to be set up once.</source>
      <translation>还差一步:需要设置一次负责计算的引擎。</translation>
    </message>
    <message>
      <source>Set up…</source>
      <translation>设置…</translation>
    </message>
    <message>
      <source>Python that runs the engine (empty: QGIS's own)</source>
      <translation>运行引擎的 Python（留空：QGIS 自带）</translation>
    </message>
    <message>
      <source>Folder with more models</source>
      <translation>存放更多模型的文件夹</translation>
    </message>
    <message>
      <source>Tile size in pixels of the input (0: automatic)</source>
      <translation>分块大小，输入像素（0：自动）</translation>
    </message>
    <message>
      <source>Width in pixels</source>
      <translation>宽度（像素）</translation>
    </message>
    <message>
      <source>Height in pixels</source>
      <translation>高度（像素）</translation>
    </message>
    <message>
      <source>Pixel size in map units</source>
      <translation>像素大小（地图单位）</translation>
    </message>
    <message>
      <source>Megapixels a second</source>
      <translation>每秒百万像素</translation>
    </message>
    <message>
      <source>Creation options</source>
      <translation>创建选项</translation>
    </message>
    <message>
      <source>OUTPUT: {path} is loaded as layer “{layer}”. Remove that layer or choose another file.</source>
      <translation>OUTPUT：{path} 已作为图层“{layer}”加载。请移除该图层或选择其他文件。</translation>
    </message>
    <message>
      <source>learn from</source>
      <translation>学习</translation>
    </message>
    <message>
      <source>judge by</source>
      <translation>评判</translation>
    </message>
    <message>
      <source>leave out</source>
      <translation>不用</translation>
    </message>
    <message>
      <source>Gain over the parent on held-out tiles, dB</source>
      <translation>检验瓦片上相对父模型的增益(dB)</translation>
    </message>
    <message>
      <source>Texture unlike the truth's (0: the same)</source>
      <translation>纹理与真值的差异(0:相同)</translation>
    </message>
    <message>
      <source>Loss of the generator</source>
      <translation>生成器损失</translation>
    </message>
    <message>
      <source>Margin of the discriminator (0: it can't tell)</source>
      <translation>判别器优势(0:无法分辨)</translation>
    </message>
    <message>
      <source>Learning rate, share of the first</source>
      <translation>学习率(与初始值之比)</translation>
    </message>
    <message>
      <source>INPUT: expected a raster that GDAL can open, got {path} ({reason}). Check the path and the format.</source>
      <translation>INPUT：需要 GDAL 能打开的栅格，得到的是 {path}（{reason}）。请检查路径和格式。</translation>
    </message>
    <message>
      <source>INPUT: expected a raster with bands, {path} has none. {subdatasets}</source>
      <translation>INPUT：需要含波段的栅格，{path} 没有波段。{subdatasets}</translation>
    </message>
    <message>
      <source>INPUT: {path} can't be read at column {column}, row {row} ({reason}). The file may be truncated or damaged: copy it again from its source.</source>
      <translation>INPUT：{path} 在第 {column} 列、第 {row} 行处无法读取（{reason}）。文件可能被截断或损坏：请重新从来源复制。</translation>
    </message>
    <message>
      <source>INPUT: expected continuous values, band {band} of {path} holds classes or palette entries, and a value between two classes means nothing. Convert it to RGB first (Raster &gt; Conversion &gt; PCT to RGB).</source>
      <translation>INPUT：需要连续值，{path} 的波段 {band} 是分类或调色板，两个类别之间的值没有意义。请先转换为 RGB（栅格 &gt; 转换 &gt; PCT 转 RGB）。</translation>
    </message>
    <message>
      <source>INPUT: expected one of {expected} in every band, got {got}. Convert it first (Raster &gt; Conversion &gt; Translate).</source>
      <translation>INPUT：每个波段应为 {expected} 之一，得到的是 {got}。请先转换（栅格 &gt; 转换 &gt; 平移/转换格式）。</translation>
    </message>
    <message>
      <source>BANDS: expected {expected} different band numbers from 1 to {count} (no transparency band), got {got}.</source>
      <translation>BANDS：需要 {expected} 个不同的波段号，范围 1 至 {count}（不含透明度波段），得到的是 {got}。</translation>
    </message>
    <message>
      <source>EXTENT: expected a rectangle that overlaps the raster ({raster}), got {got}. Check its CRS.</source>
      <translation>EXTENT：需要与栅格（{raster}）相交的矩形，得到的是 {got}。请检查坐标参照系。</translation>
    </message>
    <message>
      <source>TILE_SIZE: expected 0 (automatic) or 64 to 4096 pixels, got {got}.</source>
      <translation>TILE_SIZE：应为 0（自动）或 64 至 4096 像素，得到的是 {got}。</translation>
    </message>
    <message>
      <source>SIZE: expected {smallest} to {largest} pixels along a tile's side, got {got}.</source>
      <translation>SIZE：图块边长应为 {smallest} 至 {largest} 像元，得到的是 {got}。</translation>
    </message>
    <message>
      <source>OVERLAP: expected 0 or more, and less than a tile's side of {size} pixels, got {got}.</source>
      <translation>OVERLAP：应为 0 或以上，且小于图块边长 {size} 像元，得到的是 {got}。</translation>
    </message>
    <message>
      <source>COUNT: expected 1 or more tiles, got {got}.</source>
      <translation>COUNT：应为 1 个或以上图块，得到的是 {got}。</translation>
    </message>
    <message>
      <source>INPUT: expected at least one whole tile of {size} x {size} pixels, the raster or EXTENT has {width} x {height}. Choose a smaller SIZE.</source>
      <translation>INPUT：至少应能容纳一个 {size} x {size} 像元的完整图块，栅格或 EXTENT 只有 {width} x {height}。请选择较小的 SIZE。</translation>
    </message>
    <message>
      <source>INPUT: none of its {count} tiles holds anything to learn from: they are empty, nodata, or all of one value. Choose another raster or EXTENT.</source>
      <translation>INPUT：{count} 个图块中没有可供学习的内容：它们为空、无数据或只有一个值。请选择其他栅格或 EXTENT。</translation>
    </message>
    <message>
      <source>TILES: expected a layer of polygons, {path} can't be read ({reason}). Make one with maketiles.</source>
      <translation>TILES：应为多边形图层，无法读取 {path}（{reason}）。可用 maketiles 制作。</translation>
    </message>
    <message>
      <source>TILES: expected polygons, {path} holds none. Make some with maketiles, or pick tiles on the map.</source>
      <translation>TILES：应有多边形，{path} 中没有。请用 maketiles 制作，或在地图上挑选图块。</translation>
    </message>
    <message>
      <source>MINUTES: expected more than 0 and less than 10000, got {got}.</source>
      <translation>MINUTES：应大于 0 且小于 10000，得到的是 {got}。</translation>
    </message>
    <message>
      <source>GAN: expected one of {expected}, got {got}.</source>
      <translation>GAN：应为 {expected} 之一，得到的是 {got}。</translation>
    </message>
    <message>
      <source>TRUTH: expected the bands {expected}, as in INPUT, {path} has {got}. Choose others in BANDS.</source>
      <translation>TRUTH:需要与 INPUT 相同的波段 {expected},而 {path} 有 {got} 个波段。请在 BANDS 中另选。</translation>
    </message>
    <message>
      <source>TRUTH: {without} has no CRS and the other raster has one. Assign it (Raster &gt; Projections).</source>
      <translation>TRUTH:{without} 没有坐标参照系,而另一栅格有。请先指定(栅格 &gt; 投影)。</translation>
    </message>
    <message>
      <source>TRUTH: expected pixels of {expected} map units or smaller for a model at x{scale}, got {got}. Choose a finer raster, or a PARENT at another scale.</source>
      <translation>TRUTH:对 x{scale} 的模型,像素应不大于 {expected} 地图单位,实际为 {got}。请选择更精细的栅格,或其他倍数的 PARENT。</translation>
    </message>
    <message>
      <source>TRUTH: {path} can't be laid on INPUT ({reason}).</source>
      <translation>TRUTH:{path} 无法与 INPUT 配准({reason})。</translation>
    </message>
    <message>
      <source>TRUTH: {path} covers none of the {count} tiles. Pick tiles where both rasters have data.</source>
      <translation>TRUTH:{path} 未覆盖 {count} 个瓦片中的任何一个。请在两个栅格都有数据的地方选取瓦片。</translation>
    </message>
    <message>
      <source>TRUTH: it seems to lie {far:.1f} pixels beside INPUT, and the tiles differ in that by {spread:.1f}; up to {most:.0f} pixels are corrected where the tiles agree. Georeference one on the other, or check that both show the same place.</source>
      <translation>TRUTH:它似乎偏离 INPUT {far:.1f} 像素,各瓦片之间相差 {spread:.1f};各瓦片一致时最多可校正 {most:.0f} 像素。请将两者配准,或检查是否为同一地点。</translation>
    </message>
    <message>
      <source>TRUTH: on none of the {count} tiles does {path} look like INPUT (correlation {least} or more). Choose bands that show the same colours, and dates without clouds or change between.</source>
      <translation>TRUTH:在 {count} 个瓦片上,{path} 都与 INPUT 不相似(相关系数须达到 {least})。请选择颜色相同的波段,以及其间没有云或变化的日期。</translation>
    </message>
    <message>
      <source>OTHER: expected a model with the scale and bands of {expected}, got {got}. Choose another.</source>
      <translation>OTHER:需要与 {expected} 倍数和波段相同的模型,实际为 {got}。请另选。</translation>
    </message>
    <message>
      <source>TILES: expected at least {least} tiles, some to learn from and others, which share no pixel with them, to judge by; got {learn} and {judge}. Pick more tiles.</source>
      <translation>TILES：至少应有 {least} 个图块，一部分用于学习，另一部分（与前者没有共同像元）用于评判；得到的是 {learn} 个和 {judge} 个。请挑选更多图块。</translation>
    </message>
    <message>
      <source>TILES: expected at most {most} million pixels of tiles, as they are kept in memory. Pick fewer.</source>
      <translation>TILES：图块要保存在内存中，最多 {most} 百万像元。请少选一些。</translation>
    </message>
    <message>
      <source>TILES: none can be used: {outside} lie outside the raster, {small} are smaller than {least} pixels, {empty} are nodata or of one value. Check that the tiles belong to this raster.</source>
      <translation>TILES：没有可用的图块：{outside} 个在栅格之外，{small} 个小于 {least} 像元，{empty} 个为无数据或只有一个值。请检查图块是否属于此栅格。</translation>
    </message>
    <message>
      <source>TILES: the {count} tiles to learn from hold next to nothing but one value. Pick tiles with detail.</source>
      <translation>TILES：用于学习的 {count} 个图块几乎只有一个值。请挑选有细节的图块。</translation>
    </message>
    <message>
      <source>PARENT: expected a model whose number of bands can be changed, this one takes {expected} and {got} were asked for. Choose BANDS or another PARENT.</source>
      <translation>PARENT：应为可改变波段数的模型，此模型使用 {expected} 个波段，而要求的是 {got} 个。请选择 BANDS 或其他 PARENT。</translation>
    </message>
    <message>
      <source>STRENGTH: expected 0 (faithful) to 1 (full detail), got {got}.</source>
      <translation>STRENGTH：应为 0（忠实）至 1（全部细节），得到的是 {got}。</translation>
    </message>
    <message>
      <source>NOISE: expected 0 or a positive number in the layer's units, got {got}. Leave it empty to estimate it.</source>
      <translation>NOISE：应为 0 或正数（图层单位），得到的是 {got}。留空则自动估计。</translation>
    </message>
    <message>
      <source>OUTPUT: expected a file other than the input, got {path}. Choose another name.</source>
      <translation>OUTPUT：输出不能是输入文件 {path}。请换一个名称。</translation>
    </message>
    <message>
      <source>OUTPUT: the folder {folder} does not exist or can't be written to ({reason}). Choose another folder.</source>
      <translation>OUTPUT：文件夹 {folder} 不存在或不可写（{reason}）。请选择其他文件夹。</translation>
    </message>
    <message>
      <source>OUTPUT: expected a raster format that GDAL can write, got {path}. Use .tif.</source>
      <translation>OUTPUT：需要 GDAL 能写入的栅格格式，得到的是 {path}。请使用 .tif。</translation>
    </message>
    <message>
      <source>OUTPUT: {path} could not be written ({reason}). Nothing was left behind. Check the free space of the disk and the creation options.</source>
      <translation>OUTPUT：无法写入 {path}（{reason}）。没有留下任何文件。请检查磁盘剩余空间和创建选项。</translation>
    </message>
    <message>
      <source>OUTPUT: about {needed} are needed in {folder}, {free} are free. Free some space, choose another disk, or a smaller EXTENT.</source>
      <translation>OUTPUT：{folder} 中大约需要 {needed}，剩余 {free}。请清理空间、换一个磁盘或缩小 EXTENT。</translation>
    </message>
    <message>
      <source>MODEL: expected one of {expected} or the path of a model file, got {got}.</source>
      <translation>MODEL：应为 {expected} 之一或模型文件的路径，得到的是 {got}。</translation>
    </message>
    <message>
      <source>MODEL: {path} is not a usable model file ({reason}). Nothing of it was run. Fetch or train it again.</source>
      <translation>MODEL：{path} 不是可用的模型文件（{reason}）。其中没有任何内容被执行。请重新获取或训练。</translation>
    </message>
    <message>
      <source>NAME: a model called {got} is in the library already. Choose another NAME.</source>
      <translation>NAME：模型库中已有名为 {got} 的模型。请换一个 NAME。</translation>
    </message>
    <message>
      <source>NAME: expected at most 64 of the letters a to z, digits, dots, dashes and underscores, beginning with a letter or a digit, got {got}.</source>
      <translation>NAME：应为最多 64 个字符，可用字母 a 到 z、数字、点、短横线和下划线，以字母或数字开头，得到的是 {got}。</translation>
    </message>
    <message>
      <source>INPUT: {path} was not imported ({reason}). Nothing of it was run. Expected a Raster GAN model file, or plain weights in a .safetensors, .pth, .pt or .ckpt file.</source>
      <translation>INPUT：没有导入 {path}（{reason}）。其中的任何内容都没有运行。应为 Raster GAN 模型文件，或 .safetensors、.pth、.pt、.ckpt 文件中的纯权重。</translation>
    </message>
    <message>
      <source>INPUT: {path} is a pickle, a kind of file that can hide programs. It is read with PyTorch 2.10 or newer only; this is {version}. Convert it to .safetensors, or bring PyTorch up to date.</source>
      <translation>INPUT：{path} 是 pickle，这类文件可能藏有程序，只用 PyTorch 2.10 或更新的版本读取；当前是 {version}。请转换为 .safetensors，或升级 PyTorch。</translation>
    </message>
    <message>
      <source>INPUT: {path} holds a network of the kind {got}. Expected one of {expected}: only these run here. Nothing was imported.</source>
      <translation>INPUT：{path} 里的网络属于 {got}。应为 {expected} 之一：这里只能运行这些。没有导入任何内容。</translation>
    </message>
    <message>
      <source>OUTPUT: expected a name that ends in .safetensors or .onnx, got {path}.</source>
      <translation>OUTPUT：文件名应以 .safetensors 或 .onnx 结尾，得到的是 {path}。</translation>
    </message>
    <message>
      <source>OUTPUT: an .onnx file needs the Python package onnx, which {python} can't load ({reason}). Install it there, or export to .safetensors.</source>
      <translation>OUTPUT：写 .onnx 文件需要 Python 包 onnx，而 {python} 无法载入它（{reason}）。请在那里安装，或导出为 .safetensors。</translation>
    </message>
    <message>
      <source>OUTPUT: the exported file gives other pixels than this program (by up to {error}, 1 being the whole range). Nothing was left behind. Please report it with the log.</source>
      <translation>OUTPUT：导出的文件给出的像素与本程序不同（最多相差 {error}，1 为整个数值范围）。没有留下任何文件。请连同日志一起报告。</translation>
    </message>
    <message>
      <source>MODEL: expected a model for {expected}, {got} is one for {task}.</source>
      <translation>MODEL：需要用于 {expected} 的模型，{got} 用于 {task}。</translation>
    </message>
    <message>
      <source>DEVICE: {got} is not available on this computer; available: {expected}. Choose auto.</source>
      <translation>DEVICE：本机没有 {got}；可用：{expected}。请选择 auto。</translation>
    </message>
    <message>
      <source>The computer's memory is full, even with the smallest tiles ({reason}). Close other programs and try again.</source>
      <translation>计算机内存已满，最小的分块也放不下（{reason}）。请关闭其他程序后重试。</translation>
    </message>
    <message>
      <source>Cancelled. Nothing was left behind.</source>
      <translation>已取消，没有留下任何文件。</translation>
    </message>
    <message>
      <source>The job could not be read: {reason}.</source>
      <translation>无法读取任务：{reason}。</translation>
    </message>
    <message>
      <source>{python} can't load {module} ({reason}). Set the engine up (Raster &gt; Raster GAN &gt; Set up the engine), or name a Python that has it under Settings &gt; Options &gt; Processing &gt; Providers &gt; Raster GAN.</source>
      <translation>{python} 无法加载 {module}({reason})。请设置引擎(栅格 &gt; Raster GAN &gt; 设置引擎),或在“设置 &gt; 选项 &gt; 处理 &gt; 提供者 &gt; Raster GAN”中指定装有它的 Python。</translation>
    </message>
    <message>
      <source>{python} can't be started ({reason}). Name a Python 3.9 or newer that has torch, numpy, safetensors and GDAL under Settings &gt; Options &gt; Processing &gt; Providers &gt; Raster GAN.</source>
      <translation>无法启动 {python}（{reason}）。请在 设置 &gt; 选项 &gt; 处理 &gt; 提供者 &gt; Raster GAN 中指定装有 torch、numpy、safetensors 和 GDAL 的 Python 3.9 或更新版本。</translation>
    </message>
    <message>
      <source>{python} stopped before the engine was ready ({reason}). Name a Python 3.9 or newer that has torch, numpy, safetensors and GDAL under Settings &gt; Options &gt; Processing &gt; Providers &gt; Raster GAN.</source>
      <translation>{python} 在引擎就绪之前停止（{reason}）。请在 设置 &gt; 选项 &gt; 处理 &gt; 提供者 &gt; Raster GAN 中指定装有 torch、numpy、safetensors 和 GDAL 的 Python 3.9 或更新版本。</translation>
    </message>
    <message>
      <source>The engine can't be installed in {folder} ({reason}). Make the folder writable.</source>
      <translation>引擎无法安装到 {folder}({reason})。请使该文件夹可写。</translation>
    </message>
    <message>
      <source>The engine needs about {needed} GB in {folder}, {free} are free. Free some space.</source>
      <translation>引擎在 {folder} 中约需 {needed} GB,现有 {free} GB。请腾出空间。</translation>
    </message>
    <message>
      <source>{python} has no pip to install packages with. On Debian or Ubuntu: sudo apt install python3-pip. Then try again.</source>
      <translation>{python} 没有用于安装软件包的 pip。在 Debian 或 Ubuntu 上:sudo apt install python3-pip,然后重试。</translation>
    </message>
    <message>
      <source>The installation stopped ({reason}). Check the internet connection and the proxy in QGIS's options, then try again: it goes on with the files that were fetched. The whole log is {log}.</source>
      <translation>安装中止({reason})。请检查网络连接和 QGIS 选项中的代理,然后重试:会从已下载的文件继续。完整日志见 {log}。</translation>
    </message>
    <message>
      <source>The operating system ended the engine, most likely because memory was full. Close other programs or set a smaller TILE_SIZE, and run again. Nothing was left behind.</source>
      <translation>操作系统结束了引擎，很可能是内存已满。请关闭其他程序或把 TILE_SIZE 设小后重新运行。没有留下任何文件。</translation>
    </message>
    <message>
      <source>The engine stopped unexpectedly ({reason}). QGIS is not affected and nothing was left behind. Run again; if it happens twice, set DEVICE to cpu and report it with the log.</source>
      <translation>引擎意外停止（{reason}）。QGIS 不受影响，也没有留下任何文件。请重新运行；若再次发生，请把 DEVICE 设为 cpu 并附上日志报告。</translation>
    </message>
    <message>
      <source>The engine gave no sign of life for {seconds} s and was stopped. Run again; if it happens twice, set DEVICE to cpu and report it with the log.</source>
      <translation>引擎已有 {seconds} 秒没有响应，已被停止。请重新运行；若再次发生，请把 DEVICE 设为 cpu 并附上日志报告。</translation>
    </message>
    <message>
      <source>Something went wrong that should not ({reason}). Please report it with the log.</source>
      <translation>发生了不应出现的错误（{reason}）。请附上日志报告。</translation>
    </message>
    <message>
      <source>{bad} bad, {look} to look at, {good} good</source>
      <translation>{bad} 项有问题，{look} 项值得留意，{good} 项良好</translation>
    </message>
    <message>
      <source>Band {bands}: {model}</source>
      <translation>波段 {bands}：{model}</translation>
    </message>
    <message>
      <source>Model chosen by the number and kind of bands: {model}</source>
      <translation>按波段数量和种类选择的模型：{model}</translation>
    </message>
    <message>
      <source>{model} takes {bands} together, and this layer does not say which of its bands they are, so {used} takes each band by itself. To use {model}, name its bands in BANDS</source>
      <translation>{model} 需要同时使用 {bands}，而该图层没有说明哪些波段是它们，所以由 {used} 逐个处理每个波段。要使用 {model}，请在 BANDS 中指定波段</translation>
    </message>
    <message>
      <source>{model} was made for 8-bit {bands}, and bands {numbers} are {found}: colours may be less true. {better} takes each band by itself and is made for any band</source>
      <translation>{model} 为 8 位的 {bands} 制作，而波段 {numbers} 是 {found}：颜色可能不够准确。{better} 逐个处理波段，适用于任何波段</translation>
    </message>
    <message>
      <source>Band {bands}: transparency, repeated unchanged</source>
      <translation>波段 {bands}：透明度，原样重复</translation>
    </message>
    <message>
      <source>{model} has faithful weights only: no GAN detail is added</source>
      <translation>{model} 只有忠实权重：不添加 GAN 细节</translation>
    </message>
    <message>
      <source>{width} x {height} pixels; tiles: {tiles}, each {core} pixels wide with {halo} more around; computing on {device}</source>
      <translation>{width} x {height} 像素；分块：{tiles} 个，每块宽 {core} 像素，四周另加 {halo}；计算设备：{device}</translation>
    </message>
    <message>
      <source>{model} looks farther than its tiles reach: faint seams between tiles are possible</source>
      <translation>{model} 的视野超出分块范围：块间可能有轻微接缝</translation>
    </message>
    <message>
      <source>Memory is short: going on with {remedy}; the pixels stay the same</source>
      <translation>内存不足：改用 {remedy} 继续；像素结果不变</translation>
    </message>
    <message>
      <source>Band {bands}: noise of about {noise:.3g} (standard deviation)</source>
      <translation>波段 {bands}：噪声约为 {noise:.3g}（标准差）</translation>
    </message>
    <message>
      <source>Largest shift of the mean of a block of 8 x 8 pixels: {shift:.2f} standard errors of what was removed (at most 3)</source>
      <translation>8 x 8 像素块均值的最大偏移：{shift:.2f} 倍所去除成分的标准误差（最多 3 倍）</translation>
    </message>
    <message>
      <source>Cleaned first; upscaling the result</source>
      <translation>已先清理；正在放大清理后的结果</translation>
    </message>
    <message>
      <source>{tiles} tiles, {chosen} chosen; {held} of these to judge a model by, which it does not learn from</source>
      <translation>共 {tiles} 个图块，选中 {chosen} 个；其中 {held} 个用于评判模型，模型不从中学习</translation>
    </message>
    <message>
      <source>Tiles left out: {outside} outside the raster, {small} smaller than {least} pixels, {empty} nodata or of one value</source>
      <translation>未使用的图块：{outside} 个在栅格之外，{small} 个小于 {least} 像元，{empty} 个为无数据或只有一个值</translation>
    </message>
    <message>
      <source>Learning from {learn} tiles, starting from {parent}; {judge} others are held out to judge by</source>
      <translation>从 {learn} 个图块学习，起始模型为 {parent}；另留出 {judge} 个用于评判</translation>
    </message>
    <message>
      <source>{model}: {psnr:.2f} dB, {gain:+.2f} dB over plain interpolation, mean over {tiles} tiles</source>
      <translation>{model}:{psnr:.2f} dB,比普通插值高 {gain:+.2f} dB,{tiles} 个瓦片的平均</translation>
    </message>
    <message>
      <source>TRUTH moved by {rows:.2f} rows and {columns:.2f} columns of the input, which is where the two lie on each other; {pairs} tiles show the same ground, {left} were left out</source>
      <translation>TRUTH 已移动输入的 {rows:.2f} 行和 {columns:.2f} 列,使两者重合;{pairs} 个瓦片显示同一地面,{left} 个未采用</translation>
    </message>
    <message>
      <source>The training keeps its state in {folder}. Put an empty file called stop there to end it with the best so far, or one called pause to hold it</source>
      <translation>训练的状态保存在 {folder}。在其中放一个名为 stop 的空文件可用目前最好的结果结束训练，名为 pause 的文件可使其暂停</translation>
    </message>
    <message>
      <source>Going on from step {step}, after {minutes:.1f} minutes</source>
      <translation>从第 {step} 步继续，此前已用 {minutes:.1f} 分钟</translation>
    </message>
    <message>
      <source>Step {step} of {steps}: {psnr:.2f} dB on held-out tiles, {gain:+.2f}; about {left:.0f} s left</source>
      <translation>第 {step} 步，共 {steps} 步：留出图块上 {psnr:.2f} dB，{gain:+.2f}；约剩 {left:.0f} 秒</translation>
    </message>
    <message>
      <source>Step {step}: the network gave values that are no numbers. Back to the last good weights, at half pace</source>
      <translation>第 {step} 步：网络给出了无效数值。退回到上一组良好的权重，速度减半</translation>
    </message>
    <message>
      <source>Step {step}: the images turn grey. Back to the last good weights, at half pace</source>
      <translation>第 {step} 步：图像变灰。退回到上一组良好的权重，速度减半</translation>
    </message>
    <message>
      <source>Step {step}: the colours drift away. Back to the last good weights, at half pace</source>
      <translation>第 {step} 步：颜色漂移。退回到上一组良好的权重，速度减半</translation>
    </message>
    <message>
      <source>Step {step}: a chequered pattern appears. Back to the last good weights, at half pace</source>
      <translation>第 {step} 步：出现棋盘格图案。退回到上一组良好的权重，速度减半</translation>
    </message>
    <message>
      <source>Step {step}: the discriminator has won. It is held back and sees more varied images</source>
      <translation>第 {step} 步：判别器占了上风。将其减弱，并让它看到更多变化的图像</translation>
    </message>
    <message>
      <source>The training's state could not be saved ({reason}); what was saved before is kept. Free some space</source>
      <translation>无法保存训练状态（{reason}）；之前保存的仍保留。请腾出一些空间</translation>
    </message>
    <message>
      <source>Broken off at step {step}; what was learned is kept. Run the same again to go on from there</source>
      <translation>在第 {step} 步中断；已学到的内容保留着。再次运行相同的设置即可继续</translation>
    </message>
    <message>
      <source>The GAN's weights were not kept: {reasons}</source>
      <translation>未保留 GAN 权重：{reasons}</translation>
    </message>
    <message>
      <source>In the library as {model}: {gain:+.2f} dB over its parent</source>
      <translation>已存入模型库，名为 {model}：比父模型高 {gain:+.2f} dB</translation>
    </message>
    <message>
      <source>Not kept: {gain:+.2f} dB over the parent on held-out tiles, at least {least:+.2f} is asked for. More or more varied tiles may help; the parent may also be as good as can be here</source>
      <translation>未保留：在留出图块上相对父模型 {gain:+.2f} dB，至少要求 {least:+.2f}。更多或更多样的图块可能有帮助；也可能父模型在这里已无法更好</translation>
    </message>
    <message>
      <source>Not kept: {gain:+.2f} dB over bicubic with back-projection. More tiles or another parent may help</source>
      <translation>未保留：相对双三次加反投影 {gain:+.2f} dB。更多图块或其他父模型可能有帮助</translation>
    </message>
    <message>
      <source>Not kept: {gain:+.2f} dB over pixels that are merely repeated. The tiles seem to hold noise, in which there is no detail to learn</source>
      <translation>未保留：相对仅仅重复像元 {gain:+.2f} dB。图块中似乎是噪声，没有可学习的细节</translation>
    </message>
    <message>
      <source>Not kept: {loss:.2f} dB worse than the parent on one held-out tile. Pick tiles to learn from that resemble it</source>
      <translation>未保留：在一个留出图块上比父模型差 {loss:.2f} dB。请挑选与之相似的图块用于学习</translation>
    </message>
    <message>
      <source>Not kept: colours are off by {angle:.2f} degrees on held-out tiles, by {parent:.2f} with the parent</source>
      <translation>未保留：留出图块上颜色偏差 {angle:.2f} 度，父模型为 {parent:.2f} 度</translation>
    </message>
    <message>
      <source>In the library as {model}: {title}; bands: {bands}, it looks {halo} pixels around each pixel</source>
      <translation>已作为 {model} 放入模型库：{title}；波段：{bands}，每个像素向四周看 {halo} 个像素</translation>
    </message>
    <message>
      <source>The file does not say in which range its network sees values; what keeps plain grey best: {reading}</source>
      <translation>文件没有说明其网络使用的数值范围；最能保持纯灰不变的是：{reading}</translation>
    </message>
    <message>
      <source>Plain grey does not stay grey, by up to {error:.3g} % of the range: it may be no network for upscaling or cleaning. Keeping the input's values takes that out of an upscaled layer</source>
      <translation>纯灰没有保持不变，最多偏离数值范围的 {error:.3g} %：它可能不是用于放大或清理的网络。保持输入的数值可以在放大的图层中消除这种偏离</translation>
    </message>
    <message>
      <source>{model} has no licence in its card: look where its weights come from whether you may use them, and import it again with LICENCE</source>
      <translation>{model} 的卡片里没有许可证：请到权重的来源处确认能否使用，并填写 LICENCE 后重新导入</translation>
    </message>
    <message>
      <source>Checked against this program: pixels differ by up to {error:.3g}, 1 being the whole range</source>
      <translation>已与本程序核对：像素最多相差 {error:.3g}，1 为整个数值范围</translation>
    </message>
    <message>
      <source>The exported file was not checked: the Python package onnxruntime is missing</source>
      <translation>没有核对导出的文件：缺少 Python 包 onnxruntime</translation>
    </message>
    <message>
      <source>Worst difference between the input and the output averaged to its grid: {error:.3g}</source>
      <translation>输入与平均到其格网的输出之间的最大差值：{error:.3g}</translation>
    </message>
    <message>
      <source>A pixel is {size} m on the ground</source>
      <translation>一个像元在地面上为 {size} 米</translation>
    </message>
    <message>
      <source>How large a pixel is on the ground is not known</source>
      <translation>不知道一个像元在地面上有多大</translation>
    </message>
    <message>
      <source>Georeference the layer, or make sure that its pixels are what the model expects</source>
      <translation>请为图层做地理配准，或确认其像元符合模型的要求</translation>
    </message>
    <message>
      <source>A pixel is {width} m wide and {height} m high, models expect squares</source>
      <translation>一个像元宽 {width} 米、高 {height} 米，模型要求正方形</translation>
    </message>
    <message>
      <source>Warp to square pixels first (Raster &gt; Projections &gt; Warp)</source>
      <translation>请先变换为正方形像元（栅格 &gt; 投影 &gt; 变形）</translation>
    </message>
    <message>
      <source>A pixel is {size} m on the ground, {model} was trained on {low} to {high} m</source>
      <translation>一个像元在地面上为 {size} 米，{model} 的训练数据为 {low} 至 {high} 米</translation>
    </message>
    <message>
      <source>Choose a model for this pixel size, or expect less: new detail is a wilder guess</source>
      <translation>请选择适合此像元大小的模型，或降低期望：新的细节更多是猜测</translation>
    </message>
    <message>
      <source>{crs}</source>
      <translation>{crs}</translation>
    </message>
    <message>
      <source>The layer has no CRS</source>
      <translation>图层没有坐标参考系</translation>
    </message>
    <message>
      <source>Assign one (Raster &gt; Projections &gt; Assign projection)</source>
      <translation>请指定一个（栅格 &gt; 投影 &gt; 指定投影）</translation>
    </message>
    <message>
      <source>The CRS counts in degrees ({crs}): a square on the ground is no square of pixels, and areas differ</source>
      <translation>坐标参考系以度为单位（{crs}）：地面上的正方形不是像元的正方形，面积也不同</translation>
    </message>
    <message>
      <source>Warp to a CRS in metres first, such as the UTM zone (Raster &gt; Projections &gt; Warp)</source>
      <translation>请先变换到以米为单位的坐标参考系，例如 UTM 分带（栅格 &gt; 投影 &gt; 变形）</translation>
    </message>
    <message>
      <source>{type}; {width} x {height} pixels</source>
      <translation>{type}；{width} x {height} 像元</translation>
    </message>
    <message>
      <source>{type}, and {model} was made for 8-bit {bands}: colours may be less true</source>
      <translation>{type}，而 {model} 是为 8 位 {bands} 制作的：颜色可能不够真实</translation>
    </message>
    <message>
      <source>Take {better}, which is made for any band, or convert to 8 bits first</source>
      <translation>请使用适合任何波段的 {better}，或先转换为 8 位</translation>
    </message>
    <message>
      <source>Band {band} holds classes or palette entries: a value between two classes means nothing</source>
      <translation>波段 {band} 是分类或调色板：两个类别之间的值没有意义</translation>
    </message>
    <message>
      <source>Convert it to RGB first (Raster &gt; Conversion &gt; PCT to RGB)</source>
      <translation>请先转换为 RGB（栅格 &gt; 转换 &gt; PCT 到 RGB）</translation>
    </message>
    <message>
      <source>The data type is {got}, expected {expected}</source>
      <translation>数据类型为 {got}，应为 {expected}</translation>
    </message>
    <message>
      <source>Convert it first (Raster &gt; Conversion &gt; Translate)</source>
      <translation>请先转换（栅格 &gt; 转换 &gt; 转换格式）</translation>
    </message>
    <message>
      <source>Nearly all values lie between {low} and {high}</source>
      <translation>几乎所有的值都在 {low} 与 {high} 之间</translation>
    </message>
    <message>
      <source>Every value of band {band} that was looked at is {low}</source>
      <translation>波段 {band} 中查看过的每个值都是 {low}</translation>
    </message>
    <message>
      <source>Check the file: there is nothing to make finer</source>
      <translation>请检查文件：没有可以变得更细的内容</translation>
    </message>
    <message>
      <source>Nearly all values of band {band} lie between {low} and {high}: only {levels} steps</source>
      <translation>波段 {band} 几乎所有的值都在 {low} 与 {high} 之间：只有 {levels} 级</translation>
    </message>
    <message>
      <source>Go back to the data before it was stretched or rounded: steps get visible</source>
      <translation>请使用拉伸或取整之前的数据：否则会看到阶梯</translation>
    </message>
    <message>
      <source>{share} % of band {band} stand at {value}, the end of the data type's range</source>
      <translation>波段 {band} 有 {share} % 的值等于 {value}，即数据类型范围的尽头</translation>
    </message>
    <message>
      <source>Go back to the data before it was stretched: no model can tell what was cut off</source>
      <translation>请使用拉伸之前的数据：没有模型能知道被截掉的是什么</translation>
    </message>
    <message>
      <source>{bands}</source>
      <translation>{bands}</translation>
    </message>
    <message>
      <source>{count} bands, and the layer does not say which are red, green and blue: each is taken by itself</source>
      <translation>共 {count} 个波段，图层没有说明哪些是红、绿、蓝：每个波段单独处理</translation>
    </message>
    <message>
      <source>If three of them are, name their numbers in BANDS, in that order</source>
      <translation>如果其中有三个是，请在 BANDS 中按此顺序给出其编号</translation>
    </message>
    <message>
      <source>Band {band} is declared {declared} and called “{name}”</source>
      <translation>波段 {band} 声明为 {declared}，名称却是“{name}”</translation>
    </message>
    <message>
      <source>Name red, green and blue in BANDS, in that order, or correct the declaration</source>
      <translation>请在 BANDS 中按顺序给出红、绿、蓝，或更正声明</translation>
    </message>
    <message>
      <source>{model} takes {bands} together, and the layer does not say which of its bands they are</source>
      <translation>{model} 同时使用 {bands}，而图层没有说明哪些波段是它们</translation>
    </message>
    <message>
      <source>Name them in BANDS, or take {better}, which is made for any band</source>
      <translation>请在 BANDS 中给出，或使用适合任何波段的 {better}</translation>
    </message>
    <message>
      <source>Noise of about {noise} (standard deviation), {share} % of the range</source>
      <translation>噪声约 {noise}（标准差），为取值范围的 {share} %</translation>
    </message>
    <message>
      <source>Noise, or texture as fine as noise, of about {noise}, {share} % of the range</source>
      <translation>噪声或与噪声一样细的纹理约 {noise}，为取值范围的 {share} %</translation>
    </message>
    <message>
      <source>Look at plain surfaces: if they are grainy, enhance first (ENHANCE)</source>
      <translation>请查看平坦的表面：若有颗粒，请先增强（ENHANCE）</translation>
    </message>
    <message>
      <source>Strong noise of about {noise}, {share} % of the range: it would be made finer too</source>
      <translation>噪声很强，约 {noise}，为取值范围的 {share} %：它也会被放大</translation>
    </message>
    <message>
      <source>Enhance first (ENHANCE)</source>
      <translation>请先增强（ENHANCE）</translation>
    </message>
    <message>
      <source>Noise could not be measured: too little of the layer is valid</source>
      <translation>无法测量噪声：图层的有效部分太少</translation>
    </message>
    <message>
      <source>Look at plain surfaces by eye</source>
      <translation>请目视检查平坦的表面</translation>
    </message>
    <message>
      <source>Sharp: about {share} % of the contrast is left at the finest pattern</source>
      <translation>清晰：最细图案处约剩 {share} % 的对比度</translation>
    </message>
    <message>
      <source>Soft: about {share} % of the contrast is left at the finest pattern</source>
      <translation>偏软：最细图案处约剩 {share} % 的对比度</translation>
    </message>
    <message>
      <source>Enhance first (ENHANCE), or expect a soft result</source>
      <translation>请先增强（ENHANCE），或接受偏软的结果</translation>
    </message>
    <message>
      <source>Blurred: about {share} % of the contrast is left at the finest pattern</source>
      <translation>模糊：最细图案处约剩 {share} % 的对比度</translation>
    </message>
    <message>
      <source>Look for a sharper source, or average pixels together until it is sharp</source>
      <translation>请寻找更清晰的来源，或把像元平均合并直到清晰</translation>
    </message>
    <message>
      <source>Sharpness could not be measured: too few whole windows of 64 x 64 valid pixels</source>
      <translation>无法测量清晰度：64 x 64 有效像元的完整窗口太少</translation>
    </message>
    <message>
      <source>Look at edges by eye</source>
      <translation>请目视检查边缘</translation>
    </message>
    <message>
      <source>No blocks of 8 x 8 pixels</source>
      <translation>没有 8 x 8 像元的方块</translation>
    </message>
    <message>
      <source>Traces of JPEG blocks: {share} % more steps on a grid of 8 x 8 pixels</source>
      <translation>有 JPEG 方块的痕迹：8 x 8 像元网格上的跳变多 {share} %</translation>
    </message>
    <message>
      <source>Enhance first (ENHANCE) if blocks can be seen</source>
      <translation>如果能看到方块，请先增强（ENHANCE）</translation>
    </message>
    <message>
      <source>JPEG blocks: {share} % more steps on a grid of 8 x 8 pixels; they would be made finer</source>
      <translation>JPEG 方块：8 x 8 像元网格上的跳变多 {share} %；它们也会被放大</translation>
    </message>
    <message>
      <source>Get the data with less compression, or enhance first (ENHANCE)</source>
      <translation>请获取压缩较轻的数据，或先增强（ENHANCE）</translation>
    </message>
    <message>
      <source>JPEG blocks could not be looked for: too few valid pixels side by side</source>
      <translation>无法查找 JPEG 方块：相邻的有效像元太少</translation>
    </message>
    <message>
      <source>The pixels show what their size promises</source>
      <translation>像元显示出与其大小相符的内容</translation>
    </message>
    <message>
      <source>The pixels are about {factor} times finer than what they show</source>
      <translation>像元比它们所显示的内容细约 {factor} 倍</translation>
    </message>
    <message>
      <source>Make pixels {factor} times coarser first, by averaging, if the source is not at hand</source>
      <translation>如果没有来源数据，请先用平均把像元变粗 {factor} 倍</translation>
    </message>
    <message>
      <source>The layer was made finer before: its pixels are about {factor} times too fine</source>
      <translation>图层曾被放大：其像元细了约 {factor} 倍</translation>
    </message>
    <message>
      <source>Go back to the source, or make pixels {factor} times coarser first, by averaging</source>
      <translation>请使用来源数据，或先用平均把像元变粗 {factor} 倍</translation>
    </message>
    <message>
      <source>Too few whole windows of 64 x 64 valid pixels to see whether it was made finer before</source>
      <translation>64 x 64 有效像元的完整窗口太少，看不出是否曾被放大</translation>
    </message>
    <message>
      <source>Ask whoever made the layer</source>
      <translation>请询问图层的制作者</translation>
    </message>
    <message>
      <source>{share} % of the layer are nodata</source>
      <translation>图层有 {share} % 为无数据</translation>
    </message>
    <message>
      <source>{share} % of the layer are nodata: they are kept as they are</source>
      <translation>图层有 {share} % 为无数据：它们保持原样</translation>
    </message>
    <message>
      <source>Cut the layer to where there is data (EXTENT), to save time and space</source>
      <translation>请把图层裁到有数据的部分（EXTENT），以节省时间和空间</translation>
    </message>
    <message>
      <source>Everything that was looked at is nodata</source>
      <translation>查看过的内容全部为无数据</translation>
    </message>
    <message>
      <source>Check the layer's nodata value and mask (Layer Properties &gt; Transparency)</source>
      <translation>请检查图层的无数据值和掩膜（图层属性 &gt; 透明度）</translation>
    </message>
    <message>
      <source>{share} % of the layer are {value} in every band, and not declared as nodata</source>
      <translation>图层有 {share} % 在每个波段都是 {value}，且未声明为无数据</translation>
    </message>
    <message>
      <source>If {value} means nothing here, declare it (Raster &gt; Conversion &gt; Translate &gt; Assign nodata value)</source>
      <translation>如果 {value} 在此没有意义，请声明它（栅格 &gt; 转换 &gt; 转换格式 &gt; 指定无数据值）</translation>
    </message>
  </context>
</TS>
