<?xml version="1.0" encoding="utf-8"?>
<TS version="2.1" language="zh">
  <context>
    <name>@default</name>
    <message>
      <source>Check layer</source>
      <translation>检查图层</translation>
    </message>
    <message>
      <source>quality,noise,blur,sharpness,jpeg,compression,nodata,resolution,gsd,upsampled,gan,ai</source>
      <translation>质量,噪声,模糊,清晰度,jpeg,压缩,无数据,分辨率,像元大小,放大过,gan,ai</translation>
    </message>
    <message>
      <source>Checks whether a layer is suitable for upscaling or enhancing, and how to fix it if not</source>
      <translation>检查图层是否适合超分辨率重建或增强，并给出处理建议</translation>
    </message>
    <message>
      <source>&lt;p&gt;Checks pixel size, CRS, data type, value range, bands, noise, sharpness, JPEG blocks, oversampling and nodata. Each check passes, warns or fails and, where it does not pass, says what to do.&lt;/p&gt;&lt;p&gt;It takes seconds at any size: 64 small windows are read, spread over the layer.&lt;/p&gt;</source>
      <translation>&lt;p&gt;检查像元大小、坐标参照系、数据类型、取值范围、波段、噪声、清晰度、JPEG 块效应、过采样和无数据。每项检查的结论为通过、警告或未通过；没有通过的会说明该怎么办。&lt;/p&gt;&lt;p&gt;无论图层多大都只需几秒：只读取分布在图层各处的 64 个小窗口。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>A report (HTML), and as numbers: failed checks and warnings, pixel size in meters, noise, MTF at the Nyquist frequency (how much contrast is left at the finest pattern), JPEG blocks, the oversampling factor and the share of nodata.</source>
      <translation>一份报告（HTML），以及数值：未通过的项数和警告数、以米计的像元大小、噪声、奈奎斯特频率处的 MTF（最高频处保留的对比度）、JPEG 块效应、过采样倍数和无数据的比例。</translation>
    </message>
    <message>
      <source>Number of failed checks</source>
      <translation>未通过的检查数</translation>
    </message>
    <message>
      <source>Number of warnings</source>
      <translation>警告数</translation>
    </message>
    <message>
      <source>Pixel size (m)</source>
      <translation>像元大小（m）</translation>
    </message>
    <message>
      <source>Noise (standard deviation, layer units)</source>
      <translation>噪声（标准差，图层单位）</translation>
    </message>
    <message>
      <source>MTF at the Nyquist frequency (0 to 1)</source>
      <translation>奈奎斯特频率处的 MTF（0 到 1）</translation>
    </message>
    <message>
      <source>Strength of JPEG blocks (0 to 1)</source>
      <translation>JPEG 块效应强度（0 到 1）</translation>
    </message>
    <message>
      <source>Oversampling factor (1 = none)</source>
      <translation>过采样倍数（1：没有）</translation>
    </message>
    <message>
      <source>Share of nodata (0 to 1)</source>
      <translation>无数据值的比例（0 到 1）</translation>
    </message>
    <message>
      <source>None</source>
      <translation>无</translation>
    </message>
    <message>
      <source>Classify land cover</source>
      <translation>土地覆盖分类</translation>
    </message>
    <message>
      <source>classification,land cover,land use,map,supervised,segmentation,confidence,gan,ai</source>
      <translation>分类,土地覆盖,土地利用,地图,监督,分割,置信度,gan,ai</translation>
    </message>
    <message>
      <source>Maps land cover with a trained classifier: a class for every pixel</source>
      <translation>用训练好的分类器制作土地覆盖图：每个像元一个类别</translation>
    </message>
    <message>
      <source>&lt;p&gt;Gives every pixel a class, with a classifier from Train a land cover classifier. The result is a raster of whole numbers on the input's grid, with the names and colors of the classes in the file; 0 is unclassified. Nodata pixels of the input stay nodata.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用“训练土地覆盖分类器”得到的分类器为每个像元确定类别。结果是与输入同一网格的整数栅格，文件中带有类别的名称和颜色；0 表示未分类。输入中的无数据像元保持不变。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The raster of classes; the confidence of every pixel, 0 to 100% (optional); and the share of pixels with a class, as a number.</source>
      <translation>类别栅格；每个像元的置信度，0 到 100%（可选）；以及已分类像元的比例（数值）。</translation>
    </message>
    <message>
      <source>Share of pixels with a class (1 = all)</source>
      <translation>已分类像元的比例（1：全部）</translation>
    </message>
    <message>
      <source>Duration (s)</source>
      <translation>用时（秒）</translation>
    </message>
    <message>
      <source>Speed (megapixels per second)</source>
      <translation>速度（百万像元/秒）</translation>
    </message>
    <message>
      <source>Find objects</source>
      <translation>查找地物</translation>
    </message>
    <message>
      <source>object detection,detector,count,trees,cars,buildings,boxes,gan,ai,deep learning</source>
      <translation>目标检测,检测器,计数,树木,车辆,建筑物,方框,gan,ai,深度学习</translation>
    </message>
    <message>
      <source>Finds objects in a raster with a trained detector and writes them as polygons with a score</source>
      <translation>用训练好的地物检测器在栅格中查找地物，写成带得分的多边形</translation>
    </message>
    <message>
      <source>&lt;p&gt;Searches a raster with a model from Train a detector. The raster is read in processing tiles; no object is counted twice where they meet.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用“训练地物检测器”得到的模型搜索栅格。栅格按处理分块读取；分块相接处的地物不会重复计数。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>Polygons with &lt;i&gt;class&lt;/i&gt;, &lt;i&gt;score&lt;/i&gt;, and &lt;i&gt;width&lt;/i&gt; and &lt;i&gt;height&lt;/i&gt; in map units, colored by score, and their number.</source>
      <translation>带有 &lt;i&gt;class&lt;/i&gt;（类别）、&lt;i&gt;score&lt;/i&gt;（得分）以及以地图单位表示的 &lt;i&gt;width&lt;/i&gt;（宽）和 &lt;i&gt;height&lt;/i&gt;（高）的多边形，按得分着色，并给出数量。</translation>
    </message>
    <message>
      <source>Number of detections</source>
      <translation>检测结果数</translation>
    </message>
    <message>
      <source>Score threshold used</source>
      <translation>所用得分阈值</translation>
    </message>
    <message>
      <source>1: fastest</source>
      <translation>1：最快</translation>
    </message>
    <message>
      <source>2: also mirrored</source>
      <translation>2：加一次镜像</translation>
    </message>
    <message>
      <source>4: surest</source>
      <translation>4：最可靠</translation>
    </message>
    <message>
      <source>{layer}, enhanced</source>
      <translation>{layer}，已增强</translation>
    </message>
    <message>
      <source>Enhance (denoise and sharpen)</source>
      <translation>影像增强（去噪、去模糊）</translation>
    </message>
    <message>
      <source>denoise,noise,deblur,sharpen,jpeg,artifacts,destripe,clean,restore,gan,ai,deep learning</source>
      <translation>去噪,噪声,去模糊,锐化,jpeg,伪影,去条带,清理,修复,gan,ai,深度学习</translation>
    </message>
    <message>
      <source>Removes noise, blur, stripes and compression artifacts, keeping grid, values, bands and nodata</source>
      <translation>去除噪声、模糊、条带和压缩伪影，网格、数值、波段和无数据保持不变</translation>
    </message>
    <message>
      <source>&lt;p&gt;Removes noise, blur, stripes and compression artifacts with a network trained on overhead images. Pixel size, extent, CRS, bands, data type, nodata and metadata stay. The mean of every block of 8 × 8 pixels stays too, within the noise that was removed.&lt;/p&gt;&lt;p&gt;For finer pixels use Upscale (super-resolution); its option “Enhance first” does both in one run.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用航空航天影像训练的网络去除噪声、模糊、条带和压缩伪影。像元大小、范围、坐标参照系、波段、数据类型、无数据值和元数据保持不变。每个 8 × 8 像元块的均值也保持不变，偏移不超出所去除噪声的范围。&lt;/p&gt;&lt;p&gt;若要更细的像元，请使用“超分辨率重建”；其选项“先增强”可一次完成两步。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The enhanced raster, and as numbers: the largest shift of a block's mean in standard errors of what was removed (at most 3), the sensor's two numbers, size, pixel size, duration and speed.</source>
      <translation>增强后的栅格，以及数值：块均值的最大偏移（以所去除成分的标准误差计，最多 3）、传感器的两个数值、尺寸、像元大小、用时和速度。</translation>
    </message>
    <message>
      <source>Enhanced</source>
      <translation>增强结果</translation>
    </message>
    <message>
      <source>Largest shift of a block mean (standard errors)</source>
      <translation>块均值的最大偏移（标准误差）</translation>
    </message>
    <message>
      <source>Evaluate a model</source>
      <translation>评估模型</translation>
    </message>
    <message>
      <source>accuracy,quality,psnr,ssim,sam,ergas,hallucination,validation,wald,truth,pansharpening,qnr,hqnr,gan,ai</source>
      <translation>精度,质量,psnr,ssim,sam,ergas,虚构,验证,wald,真值,全色锐化,pansharpening,qnr,hqnr,gan,ai</translation>
    </message>
    <message>
      <source>Measures how well a model works on your raster, compared with plain interpolation</source>
      <translation>评价模型在您的栅格上的效果，并与普通插值比较</translation>
    </message>
    <message>
      <source>&lt;p&gt;How far can a model be trusted on &lt;i&gt;this&lt;/i&gt; raster? Tiles that show all kinds of its ground are made coarser, upscaled again and compared with the original (Wald's protocol); for a model that enhances they are made noisy, blurred or compressed. A finer or cleaner reference raster of the same area serves as the truth instead.&lt;/p&gt;&lt;p&gt;With a finer layer of the same area a model that sharpens is evaluated.&lt;/p&gt;</source>
      <translation>&lt;p&gt;模型在&lt;i&gt;这个&lt;/i&gt;栅格上有多可信？选取能代表各种地面的图块，先降采样，再做超分辨率重建，并与原样比较（Wald 协议）；对于增强模型，则给图块加噪声、模糊或压缩。若有同一区域更精细或更清晰的参考栅格，则以它为真值。&lt;/p&gt;&lt;p&gt;给出同一区域的更精细图层时，评估的是锐化模型。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>A report with a table, pictures, error maps and histograms, and numbers for further steps: PSNR (dB, higher is better), SSIM (1 is the same), SAM (how far colors turn, degrees), ERGAS (relative error), and the OpenSR measures: how far the result stays with its input, and what share of its detail is invented (hallucination), missing (omission) or true (improvement).</source>
      <translation>一份报告，包含表格、图片、误差图和直方图，以及供后续步骤使用的数值：PSNR（dB，越高越好）、SSIM（1 为相同）、SAM（颜色偏转的角度）、ERGAS（相对误差），以及 OpenSR 指标：结果与输入相符的程度，以及其细节中虚构（hallucination）、缺失（omission）和真实（improvement）的比例。</translation>
    </message>
    <message>
      <source>PSNR (dB)</source>
      <translation>PSNR（dB）</translation>
    </message>
    <message>
      <source>PSNR of plain interpolation (dB)</source>
      <translation>普通插值的 PSNR（dB）</translation>
    </message>
    <message>
      <source>Gain over plain interpolation (dB)</source>
      <translation>相对普通插值的增益（dB）</translation>
    </message>
    <message>
      <source>Gain on the worst tile (dB)</source>
      <translation>最差图块上的增益（dB）</translation>
    </message>
    <message>
      <source>SSIM (1 = the same)</source>
      <translation>SSIM（1：相同）</translation>
    </message>
    <message>
      <source>Spectral angle (°)</source>
      <translation>光谱角（°）</translation>
    </message>
    <message>
      <source>ERGAS (relative error)</source>
      <translation>ERGAS（相对误差）</translation>
    </message>
    <message>
      <source>Universal quality index (1 = the same)</source>
      <translation>通用质量指数（1：相同）</translation>
    </message>
    <message>
      <source>Sharpness relative to the truth (1 = as sharp)</source>
      <translation>与真值之比的清晰度（1：同样清晰）</translation>
    </message>
    <message>
      <source>Largest difference to the input when averaged to its grid</source>
      <translation>降采样回输入网格后的最大差值</translation>
    </message>
    <message>
      <source>Difference to the input when seen again through the sensor (in units of noise)</source>
      <translation>再次经传感器成像后与输入的差值（以噪声为单位）</translation>
    </message>
    <message>
      <source>OpenSR reflectance</source>
      <translation>OpenSR 反射率</translation>
    </message>
    <message>
      <source>OpenSR spectral angle (°)</source>
      <translation>OpenSR 光谱角（°）</translation>
    </message>
    <message>
      <source>OpenSR shift (pixels)</source>
      <translation>OpenSR 偏移（像元）</translation>
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
      <source>Downstream agreement (0 to 1)</source>
      <translation>下游一致性（0 到 1）</translation>
    </message>
    <message>
      <source>Downstream agreement after plain interpolation (0 to 1)</source>
      <translation>普通插值的下游一致性（0 到 1）</translation>
    </message>
    <message>
      <source>Number of evaluation tiles</source>
      <translation>评估图块数</translation>
    </message>
    <message>
      <source>Sharpening: error (RMSE, layer units)</source>
      <translation>锐化：误差（RMSE，图层单位）</translation>
    </message>
    <message>
      <source>Sharpening: error relative to bicubic interpolation</source>
      <translation>锐化：误差与双三次插值之比</translation>
    </message>
    <message>
      <source>Sharpening: error relative to the regression alone</source>
      <translation>锐化：误差与仅用回归之比</translation>
    </message>
    <message>
      <source>Sharpening: signal to error ratio (dB)</source>
      <translation>锐化：信号与误差之比（dB）</translation>
    </message>
    <message>
      <source>Sharpening: spectral distortion at full resolution (0 = none)</source>
      <translation>锐化：原分辨率下的光谱失真（0：无）</translation>
    </message>
    <message>
      <source>Sharpening: spatial distortion at full resolution (0 = none)</source>
      <translation>锐化：原分辨率下的空间失真（0：无）</translation>
    </message>
    <message>
      <source>Sharpening: quality without reference at full resolution (HQNR, 1 = perfect)</source>
      <translation>锐化：原分辨率下的无参考质量（HQNR，1：完美）</translation>
    </message>
    <message>
      <source>Sharpening: HQNR of bicubic interpolation</source>
      <translation>锐化：双三次插值的 HQNR</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Export model</source>
      <translation>导出模型</translation>
    </message>
    <message>
      <source>onnx,deepness,safetensors,weights,library,gan,ai</source>
      <translation>onnx,deepness,safetensors,权重,模型库,gan,ai</translation>
    </message>
    <message>
      <source>Writes a model as a file for other computers or, as ONNX, for other programs</source>
      <translation>把模型写成文件，供其他计算机使用；写成 ONNX 则供其他程序使用</translation>
    </message>
    <message>
      <source>&lt;p&gt;Writes a model of the library as a file of its own.&lt;/p&gt;</source>
      <translation>&lt;p&gt;把模型库中的一个模型写成单独的文件。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The file, its size in bytes, and for .onnx the largest difference to this program's own result (1 is the whole value range).</source>
      <translation>文件、其大小（字节），以及 .onnx 与本程序结果的最大差值（1 为整个取值范围）。</translation>
    </message>
    <message>
      <source>ONNX (*.onnx);;Raster GAN (*.safetensors)</source>
      <translation>ONNX (*.onnx);;Raster GAN (*.safetensors)</translation>
    </message>
    <message>
      <source>Bytes</source>
      <translation>字节数</translation>
    </message>
    <message>
      <source>Largest difference to this program (1 = the whole value range)</source>
      <translation>与本程序结果的最大差值（1：整个取值范围）</translation>
    </message>
    <message>
      <source>{layer}, gaps filled</source>
      <translation>{layer}（空缺已填补）</translation>
    </message>
    <message>
      <source>Fill gaps</source>
      <translation>填补空缺</translation>
    </message>
    <message>
      <source>inpainting,fill nodata,cloud removal,clouds,shadow,stripes,slc-off,landsat 7,hole,mosaic,seam,missing,ai</source>
      <translation>修补,填补无数据,去云,云,阴影,条带,slc-off,landsat 7,空洞,镶嵌,接缝,缺失,ai</translation>
    </message>
    <message>
      <source>Fills clouds, stripes, seams and holes from around them or from another date; no other pixel changes</source>
      <translation>根据周围或另一时相填补云、条带、接缝和空洞；其他像元一律不变</translation>
    </message>
    <message>
      <source>&lt;p&gt;A gap is what the layer's nodata, mask or transparency hides, each band's for itself; numbers that mean that nothing is there; polygons around clouds; a mask. With a reference, another date or sensor of the same area, gaps of any width are filled from it, in the brightness that the layer has around them. Without one they are filled from what lies around them, up to a width.&lt;/p&gt;&lt;p&gt;Every pixel outside the gaps stays as it is, bit for bit; bands, names, data type, nodata, scale and offset too. What was filled is a guess: the map of filled pixels says where, and how sure.&lt;/p&gt;</source>
      <translation>&lt;p&gt;空缺包括：图层的无数据值、掩膜或透明度所隐藏的像元（逐波段判断）；表示缺失的数值；圈出云的多边形；掩膜栅格。有参考图层（同一区域的另一时相或另一传感器）时，任意宽度的空缺都由它填补，亮度与图层中空缺周围一致。没有参考图层时，在一定宽度以内根据周围填补。&lt;/p&gt;&lt;p&gt;空缺以外的每个像元逐位保持不变；波段、名称、数据类型、无数据值、比例和偏移也都保留。填补的内容是推测：填补图说明填补在哪里、有多可靠。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The raster without its gaps and, if asked for, a map of filled pixels. As numbers: how many pixels were filled and left, the share filled, the mean sureness, how far a filled pixel lies from a valid one at most, by how many pixels the reference was moved, size, pixel size, duration and speed.</source>
      <translation>填补了空缺的栅格，以及所需的填补图。数值：填补和保留的像元数、填补的比例、平均可靠度、填补像元距有效像元的最大距离、参考图层移动的像元数、尺寸、像元大小、用时和速度。</translation>
    </message>
    <message>
      <source>Filled</source>
      <translation>已填补</translation>
    </message>
    <message>
      <source>Filled pixels</source>
      <translation>填补的像元数</translation>
    </message>
    <message>
      <source>Gap pixels that were left</source>
      <translation>保留的空缺像元数</translation>
    </message>
    <message>
      <source>Share of filled pixels (%)</source>
      <translation>填补像元的比例（%）</translation>
    </message>
    <message>
      <source>Mean sureness of filled pixels (1 to 100)</source>
      <translation>填补像元的平均可靠度（1 到 100）</translation>
    </message>
    <message>
      <source>Largest distance to a valid pixel (pixels)</source>
      <translation>距有效像元的最大距离（像元）</translation>
    </message>
    <message>
      <source>Shift of the reference to the right (pixels)</source>
      <translation>参考图层向右的移动量（像元）</translation>
    </message>
    <message>
      <source>Shift of the reference down (pixels)</source>
      <translation>参考图层向下的移动量（像元）</translation>
    </message>
    <message>
      <source>Fine-tune a model</source>
      <translation>微调模型</translation>
    </message>
    <message>
      <source>training,learning,transfer,adapt,super-resolution,own data,gan,ai</source>
      <translation>训练,学习,迁移,适应,超分辨率,自己的数据,gan,ai</translation>
    </message>
    <message>
      <source>Trains a model further on your own imagery, and keeps it only if it gets better</source>
      <translation>用您自己的影像继续训练模型，只有变好了才保留</translation>
    </message>
    <message>
      <source>&lt;p&gt;Trains a model of the library for some minutes on tiles of your own raster. The raster is its own truth: its tiles are made coarser, as blurred and as noisy as the raster itself, and the model learns the way back.&lt;/p&gt;&lt;p&gt;Tiles whose &lt;i&gt;role&lt;/i&gt; is &lt;i&gt;validation&lt;/i&gt; are held out; without such tiles a fifth of the ground is. There the new model is compared with its base model and with plain interpolation, and enters the library only if it is better. Otherwise the resulting model is the base model, so that a chain of steps goes on.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用您自己栅格上的图块把模型库中的模型再训练几分钟。栅格本身就是真值：先对图块降采样（模糊和噪声与栅格本身相当），模型学习如何恢复。&lt;/p&gt;&lt;p&gt;&lt;i&gt;role&lt;/i&gt; 为 &lt;i&gt;validation&lt;/i&gt; 的图块留作验证；若没有这样的图块，则把五分之一的区域留作验证。在那里把新模型与其基础模型和普通插值作比较，只有更好才存入模型库。否则得到的模型就是基础模型，后续步骤照常进行。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The resulting model, whether it is new, a report with curves and pictures, and the gains on the validation tiles in dB.</source>
      <translation>得到的模型、它是否为新模型、带有曲线和图片的报告，以及验证图块上的增益（dB）。</translation>
    </message>
    <message>
      <source>Resulting model</source>
      <translation>得到的模型</translation>
    </message>
    <message>
      <source>New model kept (1 = yes, 0 = base model is better)</source>
      <translation>是否保留了新模型（1：是；0：仍用基础模型）</translation>
    </message>
    <message>
      <source>Gain over the base model (dB)</source>
      <translation>相对基础模型的增益（dB）</translation>
    </message>
    <message>
      <source>Gain over bicubic with back-projection (dB)</source>
      <translation>相对“双三次插值 + 反投影”的增益（dB）</translation>
    </message>
    <message>
      <source>Gain over the base model on the worst tile (dB)</source>
      <translation>最差图块上相对基础模型的增益（dB）</translation>
    </message>
    <message>
      <source>Number of training tiles</source>
      <translation>训练图块数</translation>
    </message>
    <message>
      <source>Number of validation tiles</source>
      <translation>验证图块数</translation>
    </message>
    <message>
      <source>On</source>
      <translation>开启</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Generate synthetic tiles</source>
      <translation>生成合成图块</translation>
    </message>
    <message>
      <source>synthetic,noise,random,augmentation,mosaic,dcgan,r3gan,gan,ai</source>
      <translation>合成,噪声,随机,数据增强,镶嵌,dcgan,r3gan,gan,ai</translation>
    </message>
    <message>
      <source>Makes synthetic tiles with a generator of your own, marked as such</source>
      <translation>用您自己的生成器制作合成图块，并标明其为合成</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes tiles that look like those that the generator was trained on, in the same units, bands and data type. They show no real place: metadata and band names say SYNTHETIC.&lt;/p&gt;</source>
      <translation>&lt;p&gt;制作与生成器所用训练图块相似的图块，单位、波段和数据类型都相同。它们不表示任何真实的地方：元数据和波段名称都标明 SYNTHETIC。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>A folder with a GeoTIFF for each tile and a contact sheet (PNG), or one raster, and in both cases a GeoPackage with a polygon for each tile: its class, seed and file. Mosaic and polygons together can be added to a classifier's training set.</source>
      <translation>一个文件夹，每个图块一个 GeoTIFF 并附一张总览图（PNG）；或一个栅格；两种情况下都有一个 GeoPackage，每个图块一个多边形：其类别、种子和文件。镶嵌和多边形可以一起加入分类器的训练集。</translation>
    </message>
    <message>
      <source>Mosaic</source>
      <translation>镶嵌</translation>
    </message>
    <message>
      <source>Contact sheet</source>
      <translation>总览图</translation>
    </message>
    <message>
      <source>Tiles as polygons, with their classes</source>
      <translation>图块的多边形及其类别</translation>
    </message>
    <message>
      <source>“Extent of the mosaic” needs a “Mosaic” to place on it, and there is none. Choose a file for it, or leave the extent empty.</source>
      <translation>“镶嵌的范围”需要一个放在该范围上的“镶嵌”，当前没有。请为其选择文件，或将范围留空。</translation>
    </message>
    <message>
      <source>Choose where to put the tiles: a “Folder of tiles”, a “Mosaic” or both.</source>
      <translation>请选择图块的存放位置：“图块文件夹”、“镶嵌”或两者。</translation>
    </message>
    <message>
      <source>One raster with the tiles side by side, over the extent if there is one. Empty: none.</source>
      <translation>图块并排组成的一个栅格；如给出范围，则覆盖该范围。留空则不生成。</translation>
    </message>
    <message>
      <source>Number of tiles</source>
      <translation>图块数</translation>
    </message>
    <message>
      <source>“Interpolate between seeds”: expected whole numbers with commas between them (3,17), got {got}.</source>
      <translation>“在种子之间插值”应为用逗号分隔的整数（3,17），当前为 {got}。</translation>
    </message>
    <message>
      <source>Import model</source>
      <translation>导入模型</translation>
    </message>
    <message>
      <source>esrgan,real-esrgan,rrdb,compact,span,sen2sr,edsr,pth,safetensors,weights,library,gan,ai</source>
      <translation>esrgan,real-esrgan,rrdb,compact,span,sen2sr,edsr,pth,safetensors,权重,模型库,gan,ai</translation>
    </message>
    <message>
      <source>Checks a model file and puts it into the library; takes weights of ESRGAN, Real-ESRGAN, SPAN and EDSR too</source>
      <translation>检查模型文件并加入模型库；也接受 ESRGAN、Real-ESRGAN、SPAN、EDSR 的权重</translation>
    </message>
    <message>
      <source>&lt;p&gt;Puts a model into the library, where every dialog offers it. The file is only read, never run: what holds more than plain weights is refused, with the reason.&lt;/p&gt;</source>
      <translation>&lt;p&gt;把模型放入模型库，各对话框即可选用。文件只被读取，绝不运行：除纯权重外还含有其他内容的文件会被拒绝，并说明原因。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The model's name, its file, its scale, its bands, and its context margin: how many pixels around each one it takes into account.</source>
      <translation>模型的名称、文件、倍数、波段，以及上下文边距：每个像元向四周考虑多少像元。</translation>
    </message>
    <message>
      <source>Models (*.safetensors *.safetensor *.pth *.pt *.ckpt)</source>
      <translation>模型 (*.safetensors *.safetensor *.pth *.pt *.ckpt)</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Model file in the library</source>
      <translation>模型库中的模型文件</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation>倍数</translation>
    </message>
    <message>
      <source>Number of bands</source>
      <translation>波段数</translation>
    </message>
    <message>
      <source>Context margin (pixels)</source>
      <translation>上下文边距（像元）</translation>
    </message>
    <message>
      <source>List models</source>
      <translation>列出模型</translation>
    </message>
    <message>
      <source>library,cards,license,licence,weights,gan,ai</source>
      <translation>模型库,说明卡,许可证,权重,gan,ai</translation>
    </message>
    <message>
      <source>Shows every model: what it was made from, its license, figures and limits</source>
      <translation>显示每个模型：来源、许可证、精度指标和适用限制</translation>
    </message>
    <message>
      <source>&lt;p&gt;Writes a report with a card for every model, built in or your own: what it does, what it was trained on, its license and attribution, its accuracy and its limits.&lt;/p&gt;&lt;p&gt;Your own models are those in the library and in the additional model folder under Settings &gt; Options &gt; Raster GAN.&lt;/p&gt;</source>
      <translation>&lt;p&gt;写出一份报告，每个内置模型和您自己的模型各有一张说明卡：用途、训练数据、许可证和署名、精度指标和适用限制。&lt;/p&gt;&lt;p&gt;您自己的模型是指模型库中的模型，以及“设置 &gt; 选项 &gt; Raster GAN”中“其他模型文件夹”里的模型。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The report (HTML), and the number of models.</source>
      <translation>报告（HTML）和模型数。</translation>
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
      <source>tiles,grid,samples,training,fine-tune,chips,patches,gan,ai</source>
      <translation>图块,网格,样本,训练,微调,切片,gan,ai</translation>
    </message>
    <message>
      <source>Cuts a raster into tiles and chooses some that show all kinds of its ground</source>
      <translation>把栅格切成图块，并选出能代表各种地面的一些</translation>
    </message>
    <message>
      <source>&lt;p&gt;Lays a grid of square tiles over a raster, measures each, and chooses some: from plain to rough ground in equal shares, and far from each other. A fifth of the chosen ones, in whole neighborhoods, is held out for validation.&lt;/p&gt;&lt;p&gt;The field &lt;i&gt;role&lt;/i&gt; says what a tile is for: &lt;i&gt;train&lt;/i&gt;, &lt;i&gt;validation&lt;/i&gt; or &lt;i&gt;ignore&lt;/i&gt; (not used). Change it in the attribute table, or on the map with a right-click: Raster GAN &gt; Pick tiles.&lt;/p&gt;</source>
      <translation>&lt;p&gt;在栅格上铺设正方形图块的网格，测量每个图块，并选出一些：从平坦到粗糙的地面各占同样的份额，彼此尽量远离。选中的图块有五分之一以整片相邻的方式留作验证。&lt;/p&gt;&lt;p&gt;字段 &lt;i&gt;role&lt;/i&gt; 说明图块的用途：&lt;i&gt;train&lt;/i&gt;（训练）、&lt;i&gt;validation&lt;/i&gt;（验证）或 &lt;i&gt;ignore&lt;/i&gt;（不使用）。可在属性表中修改，也可在地图上右键单击：Raster GAN &gt; 选取图块。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The tiles, with the share of valid pixels, contrast and detail of each, and how many there are and were chosen.</source>
      <translation>图块（各有有效像元比例、对比度和细节），以及总数和选中数。</translation>
    </message>
    <message>
      <source>Number of chosen tiles</source>
      <translation>选中的图块数</translation>
    </message>
    <message>
      <source>Open a scene</source>
      <translation>打开影像</translation>
    </message>
    <message>
      <source>satellite,sentinel-2,sentinel2,safe,landsat,mtl,gaofen,ziyuan,superview,zip,tar,stack,bands,vrt,import</source>
      <translation>卫星,影像,哨兵2号,sentinel-2,sentinel2,safe,landsat,陆地卫星,mtl,高分,资源三号,高景,gaofen,ziyuan,superview,zip,tar,波段合成,波段,vrt,导入</translation>
    </message>
    <message>
      <source>Makes layers of a satellite's scene as it was downloaded, one for each pixel size</source>
      <translation>把下载的卫星影像变成图层，每种像元大小一个</translation>
    </message>
    <message>
      <source>&lt;p&gt;A satellite's scene is a folder or an archive of band files, each on a grid of its own. This makes a layer for each pixel size, with band names, wavelengths, nodata, scale and offset, and with the sensor, so that the other algorithms need no choice.&lt;/p&gt;&lt;p&gt;It knows Sentinel-2 (SAFE, levels 1C and 2A), Landsat 4 to 9 (MTL), GF-1, 2, 6 and 7, ZY-3 and SuperView-1, and band files by their names. Archives are read where they lie; nothing is unpacked.&lt;/p&gt;</source>
      <translation>&lt;p&gt;卫星影像以文件夹或压缩包交付，其中各波段文件的网格各不相同。此算法为每种像元大小生成一个图层，带有波段名称、波长、无数据值、比例和偏移，并写明传感器，因此在其他算法中无需再选择。&lt;/p&gt;&lt;p&gt;可识别哨兵二号（SAFE，1C 和 2A 级）、Landsat 4 至 9（MTL）、高分一号、二号、六号和七号、资源三号、高景一号，以及按名称识别的波段文件。压缩包就地读取，不解压。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>A folder with the layers, each of them as an output of its own, and in words what was recognized: sensor, level, date, bands and missing bands. The log says the same.</source>
      <translation>存放图层的文件夹，每个图层也各是一个输出；并以文字说明识别到的内容：传感器、级别、日期、波段和缺少的波段。日志中也有同样的内容。</translation>
    </message>
    <message>
      <source>10 m bands</source>
      <translation>10 m 波段</translation>
    </message>
    <message>
      <source>20 m bands</source>
      <translation>20 m 波段</translation>
    </message>
    <message>
      <source>60 m bands</source>
      <translation>60 m 波段</translation>
    </message>
    <message>
      <source>Colors and infrared (ms)</source>
      <translation>彩色和红外（ms）</translation>
    </message>
    <message>
      <source>Panchromatic (pan)</source>
      <translation>全色（pan）</translation>
    </message>
    <message>
      <source>Thermal infrared (thermal)</source>
      <translation>热红外（thermal）</translation>
    </message>
    <message>
      <source>Forward view (forward)</source>
      <translation>前视（forward）</translation>
    </message>
    <message>
      <source>Backward view (backward)</source>
      <translation>后视（backward）</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>VRT (reads the scene where it lies)</source>
      <translation>VRT（就地读取影像）</translation>
    </message>
    <message>
      <source>GeoTIFF (holds the pixels)</source>
      <translation>GeoTIFF（包含像元）</translation>
    </message>
    <message>
      <source>Name of the scene</source>
      <translation>影像名称</translation>
    </message>
    <message>
      <source>Satellite</source>
      <translation>卫星</translation>
    </message>
    <message>
      <source>Sensor (as the other algorithms call it)</source>
      <translation>传感器（其他算法中的名称）</translation>
    </message>
    <message>
      <source>Processing level</source>
      <translation>处理级别</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Bands</source>
      <translation>波段</translation>
    </message>
    <message>
      <source>Missing bands</source>
      <translation>缺少的波段</translation>
    </message>
    <message>
      <source>Load the layers</source>
      <translation>加载图层</translation>
    </message>
    <message>
      <source>All layers</source>
      <translation>全部图层</translation>
    </message>
    <message>
      <source>The layer with the colors is shown, the others are there to be ticked. Turn it off where a model goes on with the layers.</source>
      <translation>显示带有彩色波段的图层，其他图层可自行勾选。在模型中继续使用这些图层时请关闭。</translation>
    </message>
    <message>
      <source>{layer}, sharpened</source>
      <translation>{layer}，已锐化</translation>
    </message>
    <message>
      <source>Sharpen with a finer layer</source>
      <translation>用更精细的图层锐化</translation>
    </message>
    <message>
      <source>pansharpening,pansharpen,sentinel-2,20 m,10 m,fusion,downscaling,guide,panchromatic,multispectral,ai</source>
      <translation>全色锐化,融合,哨兵2号,sentinel-2,20米,10米,降尺度,引导,全色,多光谱,ai,pansharpening</translation>
    </message>
    <message>
      <source>Gives a layer's bands the detail of a finer layer of the same area, keeping their values</source>
      <translation>让图层的波段获得同一区域更精细图层的细节，并保持其数值</translation>
    </message>
    <message>
      <source>&lt;p&gt;Sentinel-2's bands of 20 and 60 m at 10 m, or the bands of a satellite beside its panchromatic one: the detail is there, in another band. A local regression and a small network tell how much of it belongs into each band; then the result is held to the band's own values, as its sensor sees the ground. Bands, names, data type, nodata, scale and offset stay; the grid is the finer layer's.&lt;/p&gt;&lt;p&gt;Whether the two layers are aligned is measured first, and corrected where it is sure.&lt;/p&gt;</source>
      <translation>&lt;p&gt;把哨兵二号的 20 m 和 60 m 波段变为 10 m，或用全色波段锐化卫星的多光谱波段：细节就在另一个波段里。局部回归和一个小网络判断其中有多少属于各个波段；然后按传感器观测地面的方式，使结果与该波段自身的数值保持一致。波段、名称、数据类型、无数据值、比例和偏移保持不变；网格采用更精细图层的网格。&lt;/p&gt;&lt;p&gt;运行前先测量两个图层是否对齐，能确定时予以纠正。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The sharpened raster on the finer layer's grid, and as numbers: by how many pixels of the finer layer the layer was moved, how far the result is from the layer when seen again through its sensor (in standard deviations), size, pixel size, duration and speed.</source>
      <translation>位于更精细图层网格上的锐化栅格，以及数值：图层移动了多少个更精细图层的像元、结果再次经其传感器成像后与图层的差值（以标准差计）、尺寸、像元大小、用时和速度。</translation>
    </message>
    <message>
      <source>Set to nodata</source>
      <translation>设为无数据值</translation>
    </message>
    <message>
      <source>Interpolate</source>
      <translation>用插值填充</translation>
    </message>
    <message>
      <source>Sharpened</source>
      <translation>锐化结果</translation>
    </message>
    <message>
      <source>Shift to the right (pixels of the finer layer)</source>
      <translation>向右的位移（更精细图层的像元）</translation>
    </message>
    <message>
      <source>Shift down (pixels of the finer layer)</source>
      <translation>向下的位移（更精细图层的像元）</translation>
    </message>
    <message>
      <source>Difference to the layer when seen again through its sensor (standard deviations)</source>
      <translation>再次经其传感器成像后与图层的差值（标准差）</translation>
    </message>
    <message>
      <source>Share of pixels with trust 80 or more (%)</source>
      <translation>可信度为 80 或以上的像元比例（%）</translation>
    </message>
    <message>
      <source>Train a land cover classifier</source>
      <translation>训练土地覆盖分类器</translation>
    </message>
    <message>
      <source>classification,land cover,land use,supervised,semi-supervised,samples,labels,training,sgan,gan,ai</source>
      <translation>分类,土地覆盖,地表覆盖,土地利用,监督,半监督,样本,训练,sgan,gan,ai</translation>
    </message>
    <message>
      <source>Learns to map land cover from a few training samples and the rest of the raster</source>
      <translation>用少量训练样本和栅格的其余部分，学习制作土地覆盖图</translation>
    </message>
    <message>
      <source>&lt;p&gt;Learns which pixels are water, forest, fields … from training samples: points or polygons of known class. Classify land cover then makes the map. Five samples per class are a beginning; twenty, spread over the raster, are better.&lt;/p&gt;</source>
      <translation>&lt;p&gt;根据训练样本（已知类别的点或多边形）学习哪些像元是水体、森林、农田……之后由“土地覆盖分类”制图。每类五个样本可以起步；每类二十个、分布在整个栅格上更好。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The resulting model, in the library; a report with accuracy for each class, a confusion matrix (what is mistaken for what) and a piece of the map; overall accuracy and kappa (agreement beyond chance, 1 is perfect) as numbers.</source>
      <translation>得到的模型（已存入模型库）；一份报告，包括各类精度、混淆矩阵（什么被误分为什么）和一小块地图；总体精度和 Kappa 系数（超出随机的一致性，1 为完美）作为数值输出。</translation>
    </message>
    <message>
      <source>Linear (seconds)</source>
      <translation>线性（数秒）</translation>
    </message>
    <message>
      <source>Semi-supervised GAN</source>
      <translation>半监督 GAN</translation>
    </message>
    <message>
      <source>Learning method kept</source>
      <translation>保留的学习方法</translation>
    </message>
    <message>
      <source>Overall accuracy (1 = perfect)</source>
      <translation>总体精度（1：完美）</translation>
    </message>
    <message>
      <source>Kappa (1 = perfect, 0 = chance)</source>
      <translation>Kappa 系数（1：完美，0：随机）</translation>
    </message>
    <message>
      <source>Number of classes</source>
      <translation>类别数</translation>
    </message>
    <message>
      <source>Number of sample pixels</source>
      <translation>样本像元数</translation>
    </message>
    <message>
      <source>Gain in accuracy by synthetic tiles (percentage points)</source>
      <translation>合成图块带来的精度提高（百分点）</translation>
    </message>
    <message>
      <source>Train a detector</source>
      <translation>训练地物检测器</translation>
    </message>
    <message>
      <source>training,object detection,find more like this,few-shot,count,trees,cars,buildings,gan,ai</source>
      <translation>训练,目标检测,查找相似,少样本,计数,树木,车辆,建筑物,gan,ai</translation>
    </message>
    <message>
      <source>Learns from a few boxes, polygons or points to find more objects like them</source>
      <translation>从少量方框、多边形或点学习，以查找更多同类地物</translation>
    </message>
    <message>
      <source>&lt;p&gt;Draw a box around three to five objects, or some fifty for a better detector, and train for a few minutes. Find objects then searches any raster of the same kind with the model.&lt;/p&gt;&lt;p&gt;Not every object needs a mark: ground without one is not taken for empty, the less so, the more it looks like an object. The marked objects are also pasted onto other ground, turned and lit differently. Halfway through, the detector looks for unmarked ones on the raster, and learns from those it is sure of.&lt;/p&gt;</source>
      <translation>&lt;p&gt;在三到五个地物周围画框（约五十个可得到更好的地物检测器），训练几分钟。之后“查找地物”即可用该模型搜索任何同类栅格。&lt;/p&gt;&lt;p&gt;不必标出每个地物：没有标记的区域不会被当作无地物，越像地物，越不当作无地物。标记的地物还会经旋转和改变明暗后粘贴到其他区域上。训练到一半时，地物检测器会在栅格上查找未标记的地物，并从有把握的地物中学习。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>From 10 objects on, a fifth of them is held out for validation, in whole blocks of ground. AP50 is 1 for a perfect detector. Precision is the share of detections that are true, recall the share of objects that are found, both at the best score threshold, which the model keeps. Detections of objects that nobody marked count as false, so that the detector may be better than these figures.</source>
      <translation>从 10 个地物起，会按整块区域把五分之一留作验证。AP50 为 1 表示完美。精确率是检测结果中正确的比例，召回率是地物中被找到的比例，两者均按最佳得分阈值计算，模型会保存该阈值。检测到但无人标记的地物算作误检，因此地物检测器可能比这些指标更好。</translation>
    </message>
    <message>
      <source>Detector</source>
      <translation>地物检测器</translation>
    </message>
    <message>
      <source>AP50 (1 = perfect)</source>
      <translation>AP50（1：完美）</translation>
    </message>
    <message>
      <source>Precision (share of detections that are true)</source>
      <translation>精确率（检测结果中正确的比例）</translation>
    </message>
    <message>
      <source>Recall (share of objects that are found)</source>
      <translation>召回率（地物中被找到的比例）</translation>
    </message>
    <message>
      <source>Best score threshold</source>
      <translation>最佳得分阈值</translation>
    </message>
    <message>
      <source>Number of training objects</source>
      <translation>训练地物数</translation>
    </message>
    <message>
      <source>Number of validation objects</source>
      <translation>验证地物数</translation>
    </message>
    <message>
      <source>Train a generator</source>
      <translation>训练生成器</translation>
    </message>
    <message>
      <source>training,learning,synthetic,noise,dcgan,r3gan,augmentation,gan,ai</source>
      <translation>训练,学习,合成,噪声,dcgan,r3gan,数据增强,gan,ai</translation>
    </message>
    <message>
      <source>Trains a GAN to make synthetic tiles that look like those of a raster</source>
      <translation>训练一个 GAN，制作与栅格图块相似的合成图块</translation>
    </message>
    <message>
      <source>&lt;p&gt;Two networks are trained against each other: a generator makes tiles from random numbers, a discriminator learns to tell them from tiles of the raster. The model that enters the library makes new tiles in the raster's own units, with all its bands: see Generate synthetic tiles.&lt;/p&gt;</source>
      <translation>&lt;p&gt;两个网络相互对抗地训练：生成器由随机数制作图块，判别器学习将其与栅格的图块区分开。存入模型库的模型以栅格自己的单位和全部波段制作新图块：见“生成合成图块”。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The model; a report with its tiles beside the real ones nearest to them; how far its tiles are from real ones (KID, 0 for the same kind), how varied they are (1: as real tiles), how many may be copies of a real tile, and the number of alarms.</source>
      <translation>模型；一份报告，将其图块与最接近的真实图块并列；其图块与真实图块的距离（KID，同类为 0）、多样性（1：与真实图块相同）、可能是真实图块副本的数量，以及异常次数。</translation>
    </message>
    <message>
      <source>DCGAN (64 pixels)</source>
      <translation>DCGAN（64 像元）</translation>
    </message>
    <message>
      <source>Relativistic</source>
      <translation>相对论式</translation>
    </message>
    <message>
      <source>Classic (non-saturating)</source>
      <translation>经典（非饱和）</translation>
    </message>
    <message>
      <source>Minimax</source>
      <translation>极小极大</translation>
    </message>
    <message>
      <source>Distance to the real tiles (KID)</source>
      <translation>与真实图块的距离（KID）</translation>
    </message>
    <message>
      <source>The same between two halves of the real tiles</source>
      <translation>两半真实图块之间的同一距离</translation>
    </message>
    <message>
      <source>Diversity (1 = as varied as real tiles)</source>
      <translation>多样性（1：与真实图块一样多样）</translation>
    </message>
    <message>
      <source>Distance to the nearest real tile (below 1: may be a copy)</source>
      <translation>与最近真实图块的距离（小于 1：可能是副本）</translation>
    </message>
    <message>
      <source>Tiles of 200 that may be copies</source>
      <translation>200 个图块中可能是副本的数量</translation>
    </message>
    <message>
      <source>Tiles of 200 that were nearly copies and were made again</source>
      <translation>200 个图块中近似副本而重新生成的数量</translation>
    </message>
    <message>
      <source>Number of alarms</source>
      <translation>异常次数</translation>
    </message>
    <message>
      <source>Usable (good, look: for looking at only, or bad)</source>
      <translation>可用性（good：可用于训练；look：只供观看；bad：不可用）</translation>
    </message>
    <message>
      <source>Train a translator</source>
      <translation>训练转换模型</translation>
    </message>
    <message>
      <source>training,learning,colorize,pix2pix,cyclegan,cut,image to image,style,season,radar,sar,map,synthetic,gan,ai</source>
      <translation>训练,学习,上色,彩色化,pix2pix,cyclegan,cut,图像翻译,图像转换,风格,季节,雷达,sar,地图,合成,gan,ai</translation>
    </message>
    <message>
      <source>Trains a GAN to turn one layer into another: gray into color, a season or sensor into another</source>
      <translation>训练一个 GAN，把一个图层转换成另一种图层：灰度变彩色，或换一个季节、换一种传感器</translation>
    </message>
    <message>
      <source>&lt;p&gt;Learns on tiles what a target layer shows where another layer has data: the colors of a gray photograph, another season or sensor, a map, what an optical sensor would see where a radar looked. Where both show the same ground the values are learned from pairs; where they do not, only the looks.&lt;/p&gt;&lt;p&gt;The model that enters the library is measured on tiles that were held out, beside a linear regression on each pixel's bands. What it makes is synthetic, and marked as such: see Translate.&lt;/p&gt;</source>
      <translation>&lt;p&gt;在图块上学习：另一个图层有数据的地方，目标图层显示什么。例如灰度像片的颜色、另一个季节或传感器、地图，或雷达所见之处光学传感器会看到的样子。两个图层显示同一区域时，由成对的图块学习数值；否则只学习外观。&lt;/p&gt;&lt;p&gt;存入模型库的模型会在留作验证的图块上测量，并与逐像元的线性回归比较。它制作的结果是合成的，并有标明：见“图层转换”。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The model; a report with validation tiles beside the target; how near its results are to the target (PSNR in dB, gain over a linear regression by pixel, color error in CIELAB), or how alike the looks are (KID, 0 for the same) where the layers show different ground.</source>
      <translation>模型；一份报告，将验证图块与目标并列；结果与目标的接近程度（PSNR，dB；相对逐像元线性回归的增益；CIELAB 颜色误差），图层显示不同区域时则为外观的相似程度（KID，相同为 0）。</translation>
    </message>
    <message>
      <source>Colorize gray layers</source>
      <translation>灰度图层上色</translation>
    </message>
    <message>
      <source>Season or sensor to another</source>
      <translation>换季节或传感器</translation>
    </message>
    <message>
      <source>Map style</source>
      <translation>地图风格</translation>
    </message>
    <message>
      <source>Radar to optical (not for measuring)</source>
      <translation>雷达转光学（不可用于量测）</translation>
    </message>
    <message>
      <source>Paired</source>
      <translation>成对</translation>
    </message>
    <message>
      <source>Unpaired</source>
      <translation>不成对</translation>
    </message>
    <message>
      <source>PSNR on validation tiles (dB)</source>
      <translation>验证图块上的 PSNR（dB）</translation>
    </message>
    <message>
      <source>Gain over a linear regression by pixel (dB)</source>
      <translation>相对逐像元线性回归的增益（dB）</translation>
    </message>
    <message>
      <source>Color error (CIELAB a and b)</source>
      <translation>颜色误差（CIELAB a 和 b）</translation>
    </message>
    <message>
      <source>Distance to the target's looks (KID)</source>
      <translation>与目标外观的距离（KID）</translation>
    </message>
    <message>
      <source>The same with the target's colors alone</source>
      <translation>仅匹配目标颜色时的同一距离</translation>
    </message>
    <message>
      <source>{layer}, translated (SYNTHETIC)</source>
      <translation>{layer}，转换结果（SYNTHETIC，合成）</translation>
    </message>
    <message>
      <source>Translate</source>
      <translation>图层转换</translation>
    </message>
    <message>
      <source>colorize,pix2pix,cyclegan,image to image,style,season,radar,sar,map,synthetic,gan,ai</source>
      <translation>上色,彩色化,pix2pix,cyclegan,图像翻译,图像转换,风格,季节,雷达,sar,地图,合成,gan,ai</translation>
    </message>
    <message>
      <source>Turns a layer into another kind of layer with a trained translator; the result is synthetic</source>
      <translation>用训练好的转换模型把一个图层变成另一种图层；结果是合成的</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes of a layer what another could show there, with a model from Train a translator: colors for a gray photograph, another season or sensor, a map. The grid is the layer's; bands, data type and nodata are those of the layer that the model learned to make.&lt;/p&gt;&lt;p&gt;The result is &lt;b&gt;synthetic&lt;/b&gt;: its name, bands and tags say so. A layer unlike those that the model learned from is refused, unless you accept it.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用“训练转换模型”得到的模型，由一个图层制作另一种图层在该处可能的样子：给灰度像片上色、换季节或传感器、变成地图。网格与输入图层相同；波段、数据类型和无数据值与模型所学目标图层相同。&lt;/p&gt;&lt;p&gt;结果是&lt;b&gt;合成的&lt;/b&gt;：其名称、波段和元数据都会注明。与模型训练时所用图层不相似的图层会被拒绝，除非您选择接受。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The translated raster; a trust map, low where the layer is unlike what the model learned from or two passes disagree (optional); and as numbers: by how much the brightness is off where it is kept, size, duration and speed.</source>
      <translation>转换得到的栅格；可信度图（可选），图层与模型训练所用图层不相似之处、两次推理不一致之处较低；以及作为数值输出的：保持亮度时的亮度偏差、大小、时长和速度。</translation>
    </message>
    <message>
      <source>Translated (SYNTHETIC)</source>
      <translation>转换结果（SYNTHETIC，合成）</translation>
    </message>
    <message>
      <source>Largest difference in brightness, where it is kept (layer units)</source>
      <translation>保持亮度时的最大亮度差（图层单位）</translation>
    </message>
    <message>
      <source>{layer}, upscaled x{scale}</source>
      <translation>{layer}，{scale} 倍超分辨率重建</translation>
    </message>
    <message>
      <source>Upscale (super-resolution)</source>
      <translation>超分辨率重建</translation>
    </message>
    <message>
      <source>super-resolution,superresolution,upsample,sharpen,resolution,resample,gan,ai,deep learning</source>
      <translation>超分辨率,放大,锐化,分辨率,重采样,深度学习,super-resolution,upsample,sharpen,gan,ai</translation>
    </message>
    <message>
      <source>Makes a raster's pixels 2 or 4 times finer with a trained network, keeping values, bands and nodata</source>
      <translation>用训练好的网络把分辨率提高到 2 倍或 4 倍，数值、波段和无数据值保持不变</translation>
    </message>
    <message>
      <source>&lt;p&gt;Makes pixels 2 or 4 times finer with a network trained on overhead images. The layer keeps its extent, CRS, bands, data type, nodata and metadata. The layer's sensor is taken into account: its blur and noise are not carried over. Brightness over 8 × 8 pixels stays the input's; of a perfect sensor every single pixel does.&lt;/p&gt;&lt;p&gt;Detail finer than the input's pixels is a guess: use it to see better, not to measure what the sensor did not see.&lt;/p&gt;</source>
      <translation>&lt;p&gt;用在航空航天影像上训练的网络把像元细化 2 倍或 4 倍。图层的范围、坐标参照系、波段、数据类型、无数据值和元数据都保持不变。会考虑图层的传感器：其模糊和噪声不会带入结果。8 × 8 个像元的平均亮度与输入相同；传感器为理想时，每个像元都相同。&lt;/p&gt;&lt;p&gt;比输入像元更细的细节是推测：用来看得更清楚，不要用来量测传感器没有看到的东西。&lt;/p&gt;</translation>
    </message>
    <message>
      <source>The upscaled raster, and as numbers: the worst difference between the input and the output averaged to its grid (of a sensor that is not perfect: seen again through it, over 8 × 8 pixels), the sensor's two numbers, the difference between the input and the output seen again in units of the noise, size, pixel size, duration and speed.</source>
      <translation>超分辨率重建后的栅格，以及数值：降采样回输入网格后与输入的最大差值（传感器不理想时：再次经传感器成像后 8 × 8 像元的平均）、传感器的两个数值、输入与再次成像的输出之间以噪声为单位的差值、尺寸、像元大小、用时和速度。</translation>
    </message>
    <message>
      <source>Upscaled</source>
      <translation>超分辨率重建结果</translation>
    </message>
    <message>
      <source>Drag the edge. Arrow keys: move it; Tab: turn it; hold B: hide the layer; Esc: end</source>
      <translation>拖动分界线。方向键：移动；Tab：转向；按住 B：隐藏该图层；Esc：结束</translation>
    </message>
    <message>
      <source>Compare with layer below</source>
      <translation>与下方图层对比</translation>
    </message>
    <message>
      <source>Difference to layer below</source>
      <translation>与下方图层求差</translation>
    </message>
    <message>
      <source>End the comparison</source>
      <translation>结束对比</translation>
    </message>
    <message>
      <source>Difference to “{layer}”</source>
      <translation>与“{layer}”求差</translation>
    </message>
    <message>
      <source>Compare with “{layer}”</source>
      <translation>与“{layer}”对比</translation>
    </message>
    <message>
      <source>No raster lies below “{layer}”: move the one to compare with below it.</source>
      <translation>“{layer}”下方没有栅格：请把要比较的栅格移到它下方。</translation>
    </message>
    <message>
      <source>“{above}” and “{below}” share no ground.</source>
      <translation>“{above}”与“{below}”没有共同的范围。</translation>
    </message>
    <message>
      <source>{above} minus {below}</source>
      <translation>{above} 减 {below}</translation>
    </message>
    <message>
      <source>Difference of {above} and {below}</source>
      <translation>{above} 与 {below} 的差值</translation>
    </message>
    <message>
      <source>{difference} (mean of {count} bands)</source>
      <translation>{difference}（{count} 个波段的平均）</translation>
    </message>
    <message>
      <source>error {code} of the raster calculator</source>
      <translation>栅格计算器错误 {code}</translation>
    </message>
    <message>
      <source>The difference could not be computed ({reason}).</source>
      <translation>无法计算差值（{reason}）。</translation>
    </message>
    <message>
      <source>No raster layer lies at this point of the map.</source>
      <translation>地图的这个位置没有栅格图层。</translation>
    </message>
    <message>
      <source>Online layers have no preview: use “Upscale this view”.</source>
      <translation>在线图层不支持实时预览，请使用“超分辨率重建当前视图”。</translation>
    </message>
    <message>
      <source>Click a raster layer in the layer tree first.</source>
      <translation>请先在图层树中单击一个栅格图层。</translation>
    </message>
    <message>
      <source>“{layer}” can't be read: its source is missing or broken.</source>
      <translation>无法读取“{layer}”：数据源丢失或已损坏。</translation>
    </message>
    <message>
      <source>“{layer}” is hidden: tick it in the layer tree first.</source>
      <translation>“{layer}”处于隐藏状态：请先在图层树中勾选它。</translation>
    </message>
    <message>
      <source>The view shows nothing of “{layer}”.</source>
      <translation>当前视图中没有“{layer}”的内容。</translation>
    </message>
    <message>
      <source>{model}: waiting…</source>
      <translation>{model}：等待中…</translation>
    </message>
    <message>
      <source>{model}: computing…</source>
      <translation>{model}：正在计算…</translation>
    </message>
    <message>
      <source>{model}: no preview</source>
      <translation>{model}：无预览</translation>
    </message>
    <message>
      <source>Draw around ground of one class, right-click to finish, and enter the class.</source>
      <translation>圈出同一类别的地面，右键单击结束，然后输入类别。</translation>
    </message>
    <message>
      <source>Drag a box around each object.</source>
      <translation>拖动鼠标，为每个地物画一个框。</translation>
    </message>
    <message>
      <source>Find more like this…</source>
      <translation>查找更多同类地物…</translation>
    </message>
    <message>
      <source>Select the features or tiles that show the object first.</source>
      <translation>请先选择显示该地物的要素或图块。</translation>
    </message>
    <message>
      <source>No raster layer lies below the selected features.</source>
      <translation>所选要素下方没有栅格图层。</translation>
    </message>
    <message>
      <source>Train…</source>
      <translation>训练…</translation>
    </message>
    <message>
      <source>Mark classes on the map</source>
      <translation>在地图上标记类别</translation>
    </message>
    <message>
      <source>Mark objects on the map</source>
      <translation>在地图上标记地物</translation>
    </message>
    <message>
      <source>Box around an object</source>
      <translation>地物框</translation>
    </message>
    <message>
      <source>This needs a Sentinel-2 layer of 20 or 60 m, and its 10 m layer in the project.</source>
      <translation>需要 20 m 或 60 m 的哨兵二号图层，并且项目中有其 10 m 图层。</translation>
    </message>
    <message>
      <source>Upscale this view</source>
      <translation>超分辨率重建当前视图</translation>
    </message>
    <message>
      <source>Live preview</source>
      <translation>实时预览</translation>
    </message>
    <message>
      <source>Open Raster GAN panel</source>
      <translation>打开 Raster GAN 面板</translation>
    </message>
    <message>
      <source>Enhance this view</source>
      <translation>增强当前视图</translation>
    </message>
    <message>
      <source>Sharpen all bands to 10 m</source>
      <translation>将全部波段锐化到 10 m</translation>
    </message>
    <message>
      <source>Set up the engine…</source>
      <translation>安装计算引擎…</translation>
    </message>
    <message>
      <source>Enhance</source>
      <translation>增强</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Classify and detect</source>
      <translation>分类与检测</translation>
    </message>
    <message>
      <source>Check and evaluate</source>
      <translation>检查与评估</translation>
    </message>
    <message>
      <source>Upscale layer…</source>
      <translation>超分辨率重建图层…</translation>
    </message>
    <message>
      <source>Enhance layer…</source>
      <translation>增强图层…</translation>
    </message>
    <message>
      <source>Sharpen with a finer layer…</source>
      <translation>用更精细的图层锐化…</translation>
    </message>
    <message>
      <source>Fill gaps…</source>
      <translation>填补空缺…</translation>
    </message>
    <message>
      <source>Classify land cover…</source>
      <translation>土地覆盖分类…</translation>
    </message>
    <message>
      <source>Find objects…</source>
      <translation>查找地物…</translation>
    </message>
    <message>
      <source>Generate synthetic tiles…</source>
      <translation>生成合成图块…</translation>
    </message>
    <message>
      <source>Translate…</source>
      <translation>图层转换…</translation>
    </message>
    <message>
      <source>Check layer…</source>
      <translation>检查图层…</translation>
    </message>
    <message>
      <source>Evaluate model…</source>
      <translation>评估模型…</translation>
    </message>
    <message>
      <source>Zoom in: a pixel of the screen shows {count:.1f} pixels of the layer, finer ones could not be seen.</source>
      <translation>请放大地图：屏幕的一个像素对应图层的 {count:.1f} 个像元，更细的结果无法显示。</translation>
    </message>
    <message>
      <source>{model}, {seconds:.1f} s</source>
      <translation>{model}，{seconds:.1f} s</translation>
    </message>
    <message>
      <source>The engine is starting, which takes some seconds…</source>
      <translation>计算引擎正在启动，需要几秒钟…</translation>
    </message>
    <message>
      <source>response {response:.2f}, noise {noise:.3g}</source>
      <translation>响应 {response:.2f}，噪声 {noise:.3g}</translation>
    </message>
    <message>
      <source>as it is</source>
      <translation>原样</translation>
    </message>
    <message>
      <source>Computing {model}…</source>
      <translation>正在计算 {model}…</translation>
    </message>
    <message>
      <source>The middle of the map shows nothing of “{layer}”.</source>
      <translation>地图中央没有“{layer}”的内容。</translation>
    </message>
    <message>
      <source>training: {train}, validation: {validation}, not used: {ignore}</source>
      <translation>训练：{train}，验证：{validation}，不使用：{ignore}</translation>
    </message>
    <message>
      <source>Tiles of {layer}</source>
      <translation>{layer} 的图块</translation>
    </message>
    <message>
      <source>Right-click on the map where the tile is to lie.</source>
      <translation>请在地图上要放置图块的位置右键单击。</translation>
    </message>
    <message>
      <source>Pick tiles on the map</source>
      <translation>在地图上选取图块</translation>
    </message>
    <message>
      <source>Click a tile, or drag over several, to switch: training, validation, not used. Ctrl+Z takes it back</source>
      <translation>单击图块或拖过多个图块，切换用途：训练、验证、不使用。Ctrl+Z 撤销</translation>
    </message>
    <message>
      <source>There is no layer of training tiles yet: make one first.</source>
      <translation>还没有训练图块图层：请先制作一个。</translation>
    </message>
    <message>
      <source>Make training tiles…</source>
      <translation>制作训练图块…</translation>
    </message>
    <message>
      <source>Add training tile here</source>
      <translation>在此处添加训练图块</translation>
    </message>
    <message>
      <source>Fine-tune a model…</source>
      <translation>微调模型…</translation>
    </message>
    <message>
      <source>Train a land cover classifier…</source>
      <translation>训练土地覆盖分类器…</translation>
    </message>
    <message>
      <source>Train a detector…</source>
      <translation>训练地物检测器…</translation>
    </message>
    <message>
      <source>Train a generator…</source>
      <translation>训练生成器…</translation>
    </message>
    <message>
      <source>Train a translator…</source>
      <translation>训练转换模型…</translation>
    </message>
    <message>
      <source>Trainings</source>
      <translation>训练任务</translation>
    </message>
    <message>
      <source>“{layer}” is an online layer: export it first, then cut tiles from it.</source>
      <translation>“{layer}”是在线图层：请先导出，再从中裁切图块。</translation>
    </message>
    <message>
      <source>Compare before and after</source>
      <translation>比较前后</translation>
    </message>
    <message>
      <source>Started: {name}</source>
      <translation>已开始：{name}</translation>
    </message>
    <message>
      <source>“{layer}” is on the map.</source>
      <translation>“{layer}”已加到地图上。</translation>
    </message>
    <message>
      <source>The job failed. See the Log Messages panel.</source>
      <translation>任务失败，详情见“日志信息”面板。</translation>
    </message>
    <message>
      <source>The engine that computes is not set up yet.</source>
      <translation>计算引擎尚未安装。</translation>
    </message>
    <message>
      <source>{python} can't run the engine: it lacks {module}.</source>
      <translation>{python} 无法运行引擎：缺少 {module}。</translation>
    </message>
    <message>
      <source>{python} can't run the engine: it can't be started.</source>
      <translation>{python} 无法运行引擎：无法启动。</translation>
    </message>
    <message>
      <source>{python} can't run the engine.</source>
      <translation>{python} 无法运行引擎。</translation>
    </message>
    <message>
      <source>, </source>
      <translation>、</translation>
    </message>
    <message>
      <source>The slider below the layer in the layer tree hides detections of a low score</source>
      <translation>在图层树中，图层下方的滑块可隐藏得分较低的检测结果</translation>
    </message>
    <message>
      <source>FIELD: the samples have no field {field}.</source>
      <translation>FIELD：样本没有字段 {field}。</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>用途</translation>
    </message>
    <message>
      <source>Share of valid pixels</source>
      <translation>有效像元比例</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>对比度</translation>
    </message>
    <message>
      <source>Detail</source>
      <translation>细节</translation>
    </message>
    <message>
      <source>Class</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Score</source>
      <translation>得分</translation>
    </message>
    <message>
      <source>Rank</source>
      <translation>序号</translation>
    </message>
    <message>
      <source>Second class</source>
      <translation>第二类别</translation>
    </message>
    <message>
      <source>Confidence (%)</source>
      <translation>置信度（%）</translation>
    </message>
    <message>
      <source>Width (map units)</source>
      <translation>宽度（地图单位）</translation>
    </message>
    <message>
      <source>Height (map units)</source>
      <translation>高度（地图单位）</translation>
    </message>
    <message>
      <source>Gap, not filled</source>
      <translation>空缺，未填补</translation>
    </message>
    <message>
      <source>Filled, a guess: over 8% off</source>
      <translation>已填补，仅为推测：误差可超过 8%</translation>
    </message>
    <message>
      <source>Filled, least sure</source>
      <translation>已填补，最不可靠</translation>
    </message>
    <message>
      <source>Filled: within 2% to 8%</source>
      <translation>已填补：误差在 2% 至 8% 以内</translation>
    </message>
    <message>
      <source>Filled, fairly sure</source>
      <translation>已填补，较可靠</translation>
    </message>
    <message>
      <source>Filled: 9 of 10 within 2%</source>
      <translation>已填补：十分之九误差在 2% 以内</translation>
    </message>
    <message>
      <source>Filled, surest (uncalibrated)</source>
      <translation>已填补，最可靠（未校准）</translation>
    </message>
    <message>
      <source>Enter the class: without one the shape teaches nothing.</source>
      <translation>请输入类别：没有类别的图形无法用于训练。</translation>
    </message>
    <message>
      <source>object</source>
      <translation>地物</translation>
    </message>
    <message>
      <source>Snap to pixels</source>
      <translation>对齐到像元</translation>
    </message>
    <message>
      <source>no class yet</source>
      <translation>尚无类别</translation>
    </message>
    <message>
      <source>Training samples of {layer}</source>
      <translation>{layer} 的训练样本</translation>
    </message>
    <message>
      <source>Objects of {layer}</source>
      <translation>{layer} 的地物</translation>
    </message>
    <message>
      <source>Training</source>
      <translation>训练</translation>
    </message>
    <message>
      <source>Validation</source>
      <translation>验证</translation>
    </message>
    <message>
      <source>Not used</source>
      <translation>不使用</translation>
    </message>
    <message>
      <source>SYNTHETIC: made with a neural network (Raster GAN {version}), no measurement.</source>
      <translation>SYNTHETIC（合成）：由神经网络制作（Raster GAN {version}），不是实测数据。</translation>
    </message>
    <message>
      <source>Made with a neural network (Raster GAN {version}): detail finer than the input's pixels is a guess.</source>
      <translation>由神经网络生成（Raster GAN {version}）：比输入像元更细的细节是推测。</translation>
    </message>
    <message>
      <source>“{layer}” is an online layer: set an extent and a resolution, so that it can be saved first.</source>
      <translation>“{layer}”是在线图层：请设置范围和分辨率，以便先保存它。</translation>
    </message>
    <message>
      <source>AI-generated</source>
      <translation>AI 生成</translation>
    </message>
    <message>
      <source>Saving {width} × {height} pixels of the layer first</source>
      <translation>先保存该图层的 {width} × {height} 像元</translation>
    </message>
    <message>
      <source>“{layer}” is no layer that GDAL reads (its provider is {provider}). Export it first: right-click &gt; Export &gt; Save As….</source>
      <translation>GDAL 无法读取“{layer}”（其数据源为 {provider}）。请先导出：右键单击 &gt; 导出 &gt; 另存为…。</translation>
    </message>
    <message>
      <source>error {code} of the raster writer</source>
      <translation>栅格写入错误 {code}</translation>
    </message>
    <message>
      <source>The layer could not be saved ({reason}).</source>
      <translation>无法保存该图层（{reason}）。</translation>
    </message>
    <message>
      <source>“{layer}” gave nothing but empty pixels for this extent. Check the connection to its server, or choose another extent or resolution.</source>
      <translation>“{layer}”在此范围内只有空像元。请检查与其服务器的连接，或选择其他范围或分辨率。</translation>
    </message>
    <message>
      <source>0: a guess, do not use</source>
      <translation>0：推测，不可使用</translation>
    </message>
    <message>
      <source>50: about 8% off, look only</source>
      <translation>50：误差约 8%，仅供目视</translation>
    </message>
    <message>
      <source>80: 9 of 10 within 2%, usable</source>
      <translation>80：九成误差小于 2%，可用</translation>
    </message>
    <message>
      <source>100: as sure as the input</source>
      <translation>100：与输入同样可靠</translation>
    </message>
    <message>
      <source>0: least sure, do not use</source>
      <translation>0：最不可靠，不可使用</translation>
    </message>
    <message>
      <source>50: look only</source>
      <translation>50：仅供目视</translation>
    </message>
    <message>
      <source>80: check before use</source>
      <translation>80：核对后再用</translation>
    </message>
    <message>
      <source>100: surest (uncalibrated)</source>
      <translation>100：最可靠（未校准）</translation>
    </message>
    <message>
      <source>x4: color, other bands one by one</source>
      <translation>4 倍：红绿蓝一起处理，其他波段逐个处理</translation>
    </message>
    <message>
      <source>Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m and a few Sentinel-2 scenes, in red, green and blue, seen through sensors that leave 0.1 to 0.75 of the finest pattern or all of it, with noise of up to 6 of 255 and now and then JPEG of quality 40 to 95. It is told how sharp and how noisy the layer is, and is only as right as that: told of too much blur it draws halos, of too much noise it smooths fine texture. What is coarser than some pixels is the input's; every detail finer than a pixel is a guess. Radar, thermal and hyperspectral layers it has not seen.</source>
      <translation>训练数据：无人机照片、像元 0.3 至 1 m 的航空影像、2 m 的卫星影像和少量哨兵二号影像（红、绿、蓝），影像经由保留最高频对比度 0.1 至 0.75 或全部的传感器，噪声最高为 255 级中的 6 级，偶有质量 40 至 95 的 JPEG 压缩。模型会被告知图层的清晰度和噪声，其结果也只有这两个数值那么准确：模糊估计过大时会产生光晕，噪声估计过大时会抹平细小纹理。比若干像元更粗的内容来自输入；比像元更细的细节都是推测。它没有见过雷达、热红外和高光谱图层。</translation>
    </message>
    <message>
      <source>x2: color, other bands one by one</source>
      <translation>2 倍：红绿蓝一起处理，其他波段逐个处理</translation>
    </message>
    <message>
      <source>clean up: color, other bands one by one</source>
      <translation>增强：红绿蓝一起处理，其他波段逐个处理</translation>
    </message>
    <message>
      <source>Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m and a few Sentinel-2 scenes, in red, green and blue, with blur that leaves 0.1 to 0.75 of the finest pattern, noise of up to 30 of 255, stripes, and JPEG of quality 25 to 85. It is told how sharp and how noisy the layer is, and is only as right as that: what it takes for noise may be fine texture. Radar, thermal and hyperspectral layers it has not seen.</source>
      <translation>训练数据：无人机照片、像元 0.3 至 1 m 的航空影像、2 m 的卫星影像和少量哨兵二号影像（红、绿、蓝），加入保留最高频对比度 0.1 至 0.75 的模糊、最高为 255 级中 30 级的噪声、条纹和质量 25 至 85 的 JPEG 压缩。模型会被告知图层的清晰度和噪声，其结果也只有这两个数值那么准确：它当作噪声的可能是细小纹理。它没有见过雷达、热红外和高光谱图层。</translation>
    </message>
    <message>
      <source>x4: red, green, blue and near infrared together</source>
      <translation>4 倍：红、绿、蓝、近红外一起处理</translation>
    </message>
    <message>
      <source>Trained on aerial photographs of California and West Virginia (pixels of 0.6 and 1 m) and a few Sentinel-2 scenes, in red, green, blue and near infrared, seen through sensors that leave 0.1 to 0.75 of the finest pattern or all of it, with noise of up to 6 of 255 and now and then JPEG of quality 40 to 95. It is told how sharp and how noisy the layer is, and is only as right as that: told of too much blur it draws halos, of too much noise it smooths fine texture. What is coarser than some pixels is the input's; every detail finer than a pixel is a guess. Radar, thermal and hyperspectral layers it has not seen.</source>
      <translation>训练数据：加利福尼亚和西弗吉尼亚的航空影像（像元 0.6 m 和 1 m）和少量哨兵二号影像（红、绿、蓝、近红外），影像经由保留最高频对比度 0.1 至 0.75 或全部的传感器，噪声最高为 255 级中的 6 级，偶有质量 40 至 95 的 JPEG 压缩。模型会被告知图层的清晰度和噪声，其结果也只有这两个数值那么准确：模糊估计过大时会产生光晕，噪声估计过大时会抹平细小纹理。比若干像元更粗的内容来自输入；比像元更细的细节都是推测。它没有见过雷达、热红外和高光谱图层。</translation>
    </message>
    <message>
      <source>x4: every band by itself</source>
      <translation>4 倍：每个波段单独处理</translation>
    </message>
    <message>
      <source>Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m and a few Sentinel-2 scenes, one band at a time, seen through sensors that leave 0.1 to 0.75 of the finest pattern or all of it, with noise of up to 6 of 255 and now and then JPEG of quality 40 to 95. It is told how sharp and how noisy the layer is, and is only as right as that: told of too much blur it draws halos, of too much noise it smooths fine texture. What is coarser than some pixels is the input's; every detail finer than a pixel is a guess. Radar, thermal and hyperspectral layers it has not seen.</source>
      <translation>训练数据：无人机照片、像元 0.3 至 1 m 的航空影像、2 m 的卫星影像和少量哨兵二号影像（逐个波段），影像经由保留最高频对比度 0.1 至 0.75 或全部的传感器，噪声最高为 255 级中的 6 级，偶有质量 40 至 95 的 JPEG 压缩。模型会被告知图层的清晰度和噪声，其结果也只有这两个数值那么准确：模糊估计过大时会产生光晕，噪声估计过大时会抹平细小纹理。比若干像元更粗的内容来自输入；比像元更细的细节都是推测。它没有见过雷达、热红外和高光谱图层。</translation>
    </message>
    <message>
      <source>x2: red, green, blue and near infrared together</source>
      <translation>2 倍：红、绿、蓝、近红外一起处理</translation>
    </message>
    <message>
      <source>x2: every band by itself</source>
      <translation>2 倍：每个波段单独处理</translation>
    </message>
    <message>
      <source>clean up: red, green, blue and near infrared together</source>
      <translation>增强：红、绿、蓝、近红外一起处理</translation>
    </message>
    <message>
      <source>Trained on aerial photographs of California and West Virginia (pixels of 0.6 and 1 m) and a few Sentinel-2 scenes, in red, green, blue and near infrared, with blur that leaves 0.1 to 0.75 of the finest pattern, noise of up to 30 of 255, stripes, and JPEG of quality 25 to 85. It is told how sharp and how noisy the layer is, and is only as right as that: what it takes for noise may be fine texture. Radar, thermal and hyperspectral layers it has not seen.</source>
      <translation>训练数据：加利福尼亚和西弗吉尼亚的航空影像（像元 0.6 m 和 1 m）和少量哨兵二号影像（红、绿、蓝、近红外），加入保留最高频对比度 0.1 至 0.75 的模糊、最高为 255 级中 30 级的噪声、条纹和质量 25 至 85 的 JPEG 压缩。模型会被告知图层的清晰度和噪声，其结果也只有这两个数值那么准确：它当作噪声的可能是细小纹理。它没有见过雷达、热红外和高光谱图层。</translation>
    </message>
    <message>
      <source>clean up: every band by itself</source>
      <translation>增强：逐波段处理</translation>
    </message>
    <message>
      <source>Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m and a few Sentinel-2 scenes, one band at a time, with blur that leaves 0.1 to 0.75 of the finest pattern, noise of up to 30 of 255, stripes, and JPEG of quality 25 to 85. It is told how sharp and how noisy the layer is, and is only as right as that: what it takes for noise may be fine texture. Radar, thermal and hyperspectral layers it has not seen.</source>
      <translation>训练数据：无人机照片、像元 0.3 至 1 m 的航空影像、2 m 的卫星影像和少量哨兵二号影像（逐个波段），加入保留最高频对比度 0.1 至 0.75 的模糊、最高为 255 级中 30 级的噪声、条纹和质量 25 至 85 的 JPEG 压缩。模型会被告知图层的清晰度和噪声，其结果也只有这两个数值那么准确：它当作噪声的可能是细小纹理。它没有见过雷达、热红外和高光谱图层。</translation>
    </message>
    <message>
      <source>Sentinel-2: all bands to 10 m</source>
      <translation>哨兵二号：所有波段到 10 m</translation>
    </message>
    <message>
      <source>Trained on Sentinel-2 scenes of eight places, levels 1C and 2A, of which it made 40 m bands 20 m and 360 m bands 60 m ones: that it does as well from 20 to 10 m is supposed. It is told how each band's sensor blurs, and is only as right as that. What the bands of 10 m do not show it cannot know: a fire or a warm field that only short-wave infrared sees stays as coarse as it was. Deserts, ice and open sea it has hardly seen; B1 goes by the regression alone, B10 it does not take.</source>
      <translation>用八处哨兵二号影像（1C 级与 2A 级）训练：把 40 m 波段恢复到 20 m，把 360 m 波段恢复到 60 m；从 20 m 到 10 m 同样有效只是推断。模型会被告知各波段传感器的模糊程度，其结果的准确性也仅取决于此。10 m 波段没有显示的内容它无从得知：只有短波红外能看到的火点或较暖的田块仍保持原来的粗糙程度。沙漠、冰面和开阔海面它几乎没有见过；B1 只用回归处理，它不处理 B10。</translation>
    </message>
    <message>
      <source>by a panchromatic band or any finer layer: any number of bands</source>
      <translation>用全色波段或任意更精细的图层：波段数不限</translation>
    </message>
    <message>
      <source>Trained on drone and aerial photographs, satellite images of 2 m and a few Sentinel-2 scenes; the finer band was a mixture of the same bands, at ratios of 2, 3, 4 and 6, with a little noise and up to half a pixel beside. Bands that the finer one does not see, such as short-wave infrared beside a visible one, gain little. It is told how the bands' sensor blurs, and is only as right as that. Real pairs of one sensor it was not trained on.</source>
      <translation>用无人机和航空照片、2 m 卫星影像以及少量哨兵二号影像训练；精细波段由同样的波段混合而成，比例为 2、3、4 和 6，带有少量噪声和至多半个像元的错位。精细波段看不到的波段（例如可见光旁的短波红外）提升很小。模型会被告知各波段传感器的模糊程度，其结果的准确性也仅取决于此。它没有用同一传感器的真实影像对训练过。</translation>
    </message>
    <message>
      <source>PSNR in dB before and after on the middles (at most 512 pixels along a side) of the validation images, one fault or sensor at a time (M: what a Gaussian blur leaves of the finest pattern; noise of 255), told of it, border of 8 pixels left out, mean over sets; change in units of 255</source>
      <translation>验证影像中部（边长至多 512 像元）增强前后的 PSNR（dB），每次一种缺陷或传感器（M：高斯模糊后最细图案剩余的对比度；噪声以 255 为满幅），模型已知该缺陷，边缘 8 个像元不计，取各数据集的平均；变化量以 255 为满幅</translation>
    </message>
    <message>
      <source>Wald's protocol: the coarse bands and the guide each made coarser by the ratio, through their own response unless said otherwise, sharpened and held against the original; RMSE in the raster's units and SRE in dB, means over the bands, SAM in degrees, ERGAS; border of 4 pixels left out; mean over the pairs</source>
      <translation>Wald 协议：粗波段与引导图层各按分辨率之比降采样（除另有说明外，经各自的响应），锐化后与原图比较；RMSE 为栅格单位，SRE 为 dB，均为各波段平均，SAM 为度，另有 ERGAS；边缘 4 个像元不计；取各对影像的平均</translation>
    </message>
    <message>
      <source>PSNR in dB on the middles (at most 512 pixels along a side) of the validation images: a Gaussian blur that leaves M of the finest pattern of the coarse pixels, the mean of scale x scale blocks, noise (of 255), 8 bits; upscaled, told of the true sensor; clipped, rounded to 8 bits, all bands, border of 8 pixels left out; mean over the pieces of a set, 'all' over the sets</source>
      <translation>验证影像中部（边长至多 512 像元）的 PSNR（dB）：高斯模糊使粗像元的最细图案剩余 M，按倍数取块平均，加噪声（以 255 为满幅），8 位；在已知真实传感器的条件下超分辨率重建；截断并取整为 8 位，所有波段，边缘 8 个像元不计；取各数据集内影像的平均，“全部”为各数据集的平均</translation>
    </message>
    <message>
      <source>all</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>perfect</source>
      <translation>完美</translation>
    </message>
    <message>
      <source>after</source>
      <translation>之后</translation>
    </message>
    <message>
      <source>change</source>
      <translation>变化</translation>
    </message>
    <message>
      <source>real tiles</source>
      <translation>真实图块</translation>
    </message>
    <message>
      <source>overall accuracy</source>
      <translation>总体精度</translation>
    </message>
    <message>
      <source>Gaps: roads and edges go on, with another date beside it or without</source>
      <translation>空缺：道路和边界得以延续，可有另一时相参考，也可没有</translation>
    </message>
    <message>
      <source>Trained on Sentinel-2 scenes of eight places and aerial photographs with gaps of up to 52 pixels cut out, in half of them beside a reference that was made of other bands of the same image. Without a reference nothing is known of what lies in a gap: what is far from its edge is the likeliest, not what was there. Never measure in it. GAN weights make texture up.</source>
      <translation>用八个地点的哨兵二号影像和航空影像训练，从中挖去最宽 52 个像元的空缺；其中一半有参考，由同一影像的其他波段制成。没有参考时，空缺里有什么无从得知：离边缘远的地方是最可能的值，而不是真实的地面。切勿在其中量测。GAN 权重会补出纹理。</translation>
    </message>
    <message>
      <source>gaps cut out of images that nothing was learned from; RMSE in standard deviations of each band, all gaps together, and EfficientNet-lite0's feature distance, both of gdal.FillNodata's (distance 100); border of 16 pixels left out</source>
      <translation>在没有用于训练的影像上挖出空缺；RMSE 以各波段的标准差为单位，全部空缺一起计算；特征距离用 EfficientNet-lite0；两者都与 gdal.FillNodata（距离 100）的结果相比；四周 16 个像元不计</translation>
    </message>
    <message>
      <source>What trainings with few labels start from</source>
      <translation>少样本训练的起点</translation>
    </message>
    <message>
      <source>Knows drone and aerial photographs, satellite images of 2 m and a few Sentinel-2 scenes, in visible light and near infrared. It names nothing: it tells how alike two places look. Radar and thermal layers it has not seen.</source>
      <translation>见过无人机和航空影像、2 米卫星影像和少量 Sentinel-2 影像的可见光与近红外波段。它不辨认地物名称，只衡量两处地面有多相似。没有见过雷达和热红外图层。</translation>
    </message>
    <message>
      <source>steps</source>
      <translation>步</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>任务</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Tiles</source>
      <translation>图块</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>Jobs ({count})</source>
      <translation>任务（{count}）</translation>
    </message>
    <message>
      <source>It needs PyTorch, numpy, safetensors and GDAL. “Set up the engine” installs them.</source>
      <translation>它需要 PyTorch、numpy、safetensors 和 GDAL。“安装计算引擎”会安装它们。</translation>
    </message>
    <message>
      <source>It can run the engine: Python {PYTHON}, PyTorch {TORCH}, numpy {NUMPY}; it computes on {device}.</source>
      <translation>可以运行引擎：Python {PYTHON}，PyTorch {TORCH}，numpy {NUMPY}；计算设备为 {device}。</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>正在检查…</translation>
    </message>
    <message>
      <source>It can't run the engine yet. Missing: {module}</source>
      <translation>尚不能运行引擎。缺少：{module}</translation>
    </message>
    <message>
      <source>Not usable: {faults}</source>
      <translation>无法使用：{faults}</translation>
    </message>
    <message>
      <source>“{what}” was interrupted at {share}%.</source>
      <translation>“{what}”在完成 {share}% 时中断。</translation>
    </message>
    <message>
      <source>Resume…</source>
      <translation>继续…</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>放弃</translation>
    </message>
    <message>
      <source>Discard what is finished of “{what}”? It can't be resumed then.</source>
      <translation>是否放弃“{what}”已完成的部分？放弃后无法继续。</translation>
    </message>
    <message>
      <source>Ending…</source>
      <translation>正在结束…</translation>
    </message>
    <message>
      <source>No job runs. Right-click on a raster on the map to start one, or use the toolbox: jobs of both stand here.</source>
      <translation>没有正在运行的任务。在地图上右键单击栅格即可开始，也可使用工具箱：两者的任务都显示在这里。</translation>
    </message>
    <message>
      <source>Clear those that have ended</source>
      <translation>清除已结束的任务</translation>
    </message>
    <message>
      <source>Show the training</source>
      <translation>查看训练</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>{share}%, about {time} left</source>
      <translation>{share}%，大约还需 {time}</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Done in {time}.</source>
      <translation>用时 {time}，已完成。</translation>
    </message>
    <message>
      <source>Paused at {share}%.</source>
      <translation>已在 {share}% 处暂停。</translation>
    </message>
    <message>
      <source>Working for {time}…</source>
      <translation>已运行 {time}…</translation>
    </message>
    <message>
      <source>faithful weights and GAN detail weights, mixed by the strength</source>
      <translation>保真权重和 GAN 细节权重，按强度混合</translation>
    </message>
    <message>
      <source>What it does</source>
      <translation>用途</translation>
    </message>
    <message>
      <source>Classes</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Weights</source>
      <translation>权重</translation>
    </message>
    <message>
      <source>Accuracy</source>
      <translation>精度指标</translation>
    </message>
    <message>
      <source>Limits</source>
      <translation>适用限制</translation>
    </message>
    <message>
      <source>Made from</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>License</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>any band, each by itself</source>
      <translation>任意波段，逐个处理</translation>
    </message>
    <message>
      <source>red</source>
      <translation>红</translation>
    </message>
    <message>
      <source>green</source>
      <translation>绿</translation>
    </message>
    <message>
      <source>blue</source>
      <translation>蓝</translation>
    </message>
    <message>
      <source>near infrared</source>
      <translation>近红外</translation>
    </message>
    <message>
      <source>faithful</source>
      <translation>保真</translation>
    </message>
    <message>
      <source>{sensor}: {psnr:.1f} dB, {gain:+.1f} over bicubic</source>
      <translation>{sensor}：{psnr:.1f} dB，比双三次插值 {gain:+.1f}</translation>
    </message>
    <message>
      <source>{psnr:.1f} dB, {gain:+.1f} over a linear regression by pixel</source>
      <translation>{psnr:.1f} dB，比逐像元线性回归 {gain:+.1f}</translation>
    </message>
    <message>
      <source>Overall accuracy</source>
      <translation>总体精度</translation>
    </message>
    <message>
      <source>Kappa</source>
      <translation>Kappa 系数</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精确率</translation>
    </message>
    <message>
      <source>Recall</source>
      <translation>召回率</translation>
    </message>
    <message>
      <source>Score threshold</source>
      <translation>得分阈值</translation>
    </message>
    <message>
      <source>not stated</source>
      <translation>未说明</translation>
    </message>
    <message>
      <source>{bands}, together</source>
      <translation>{bands}，一起处理</translation>
    </message>
    <message>
      <source>; </source>
      <translation>；</translation>
    </message>
    <message>
      <source>Removes noise, blur and compression artifacts</source>
      <translation>去除噪声、模糊和压缩伪影</translation>
    </message>
    <message>
      <source>Sharpens bands by a finer layer</source>
      <translation>用更精细的图层锐化波段</translation>
    </message>
    <message>
      <source>Classifies land cover</source>
      <translation>土地覆盖分类</translation>
    </message>
    <message>
      <source>Detects objects</source>
      <translation>检测地物</translation>
    </message>
    <message>
      <source>Generates synthetic tiles</source>
      <translation>生成合成图块</translation>
    </message>
    <message>
      <source>Turns a layer into another (synthetic)</source>
      <translation>把一个图层转换成另一种图层（合成）</translation>
    </message>
    <message>
      <source>{fault}: {before:.1f} to {after:.1f} dB</source>
      <translation>{fault}：{before:.1f} 提高到 {after:.1f} dB</translation>
    </message>
    <message>
      <source>Makes pixels {scale} times finer</source>
      <translation>分辨率提高到 {scale} 倍</translation>
    </message>
    <message>
      <source>Remove the model “{model}”? Its file {path} is deleted.</source>
      <translation>要移除模型“{model}”吗？其文件 {path} 将被删除。</translation>
    </message>
    <message>
      <source>From left to right: the input, what each set of weights makes of it, and the truth</source>
      <translation>从左到右：输入、每组权重的结果、真值</translation>
    </message>
    <message>
      <source>Use…</source>
      <translation>使用…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Remove…</source>
      <translation>移除…</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>导入…</translation>
    </message>
    <message>
      <source>All model cards</source>
      <translation>全部模型说明卡</translation>
    </message>
    <message>
      <source>built in</source>
      <translation>内置</translation>
    </message>
    <message>
      <source>your own</source>
      <translation>您自己的</translation>
    </message>
    <message>
      <source>Trainings start from it by themselves</source>
      <translation>训练会自动从它开始</translation>
    </message>
    <message>
      <source>Built-in models cannot be removed</source>
      <translation>内置模型，不能移除</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>The environment variable {name} says: {path}</source>
      <translation>环境变量 {name} 指定：{path}</translation>
    </message>
    <message>
      <source>Automatic: one core is left to QGIS</source>
      <translation>自动：给 QGIS 留一个核心</translation>
    </message>
    <message>
      <source>Do not keep it running</source>
      <translation>不继续运行</translation>
    </message>
    <message>
      <source>Python interpreter</source>
      <translation>Python 解释器</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>Compute on</source>
      <translation>计算设备</translation>
    </message>
    <message>
      <source>Processor threads</source>
      <translation>处理器线程</translation>
    </message>
    <message>
      <source>Keep the engine running after a job (minutes)</source>
      <translation>任务结束后计算引擎继续运行（分钟）</translation>
    </message>
    <message>
      <source>Additional model folder</source>
      <translation>其他模型文件夹</translation>
    </message>
    <message>
      <source>Engine</source>
      <translation>计算引擎</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>A running engine starts the next job at once, but takes 0.3 to 1 GB of memory.</source>
      <translation>计算引擎保持运行时，下一个任务可立即开始，但会占用 0.3 至 1 GB 内存。</translation>
    </message>
    <message>
      <source>Your own models</source>
      <translation>您自己的模型</translation>
    </message>
    <message>
      <source>Installed engine</source>
      <translation>已安装的计算引擎</translation>
    </message>
    <message>
      <source>QGIS's own: {path}</source>
      <translation>QGIS 自带：{path}</translation>
    </message>
    <message>
      <source>Raster GAN preview</source>
      <translation>Raster GAN 预览</translation>
    </message>
    <message>
      <source>Sharpness (MTF at the Nyquist frequency, 1 = perfect) and noise (layer units) of the layer's sensor</source>
      <translation>图层传感器的清晰度（奈奎斯特频率处的 MTF，1 为理想）和噪声（图层单位）</translation>
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
      <source>Sensor</source>
      <translation>传感器</translation>
    </message>
    <message>
      <source>not measured yet</source>
      <translation>尚未测量</translation>
    </message>
    <message>
      <source>GAN detail strength</source>
      <translation>GAN 细节强度</translation>
    </message>
    <message>
      <source>full detail</source>
      <translation>全部细节</translation>
    </message>
    <message>
      <source>The layer as it is</source>
      <translation>图层原样</translation>
    </message>
    <message>
      <source>How much of the detail that the GAN of {models} adds is shown</source>
      <translation>显示多少由 {models} 的 GAN 添加的细节</translation>
    </message>
    <message>
      <source>None of the ticked models has GAN weights: all are faithful</source>
      <translation>所勾选的模型都没有 GAN 权重：全部为保真</translation>
    </message>
    <message>
      <source>Models: tick up to {count} to see them side by side</source>
      <translation>模型：最多勾选 {count} 个并排查看</translation>
    </message>
    <message>
      <source>Made by</source>
      <translation>制作方法</translation>
    </message>
    <message>
      <source>License of the model</source>
      <translation>模型的许可证</translation>
    </message>
    <message>
      <source>Version of Raster GAN</source>
      <translation>Raster GAN 版本</translation>
    </message>
    <message>
      <source>Made from a raster that was itself made with</source>
      <translation>其输入栅格由此模型制作</translation>
    </message>
    <message>
      <source>Input file</source>
      <translation>输入文件</translation>
    </message>
    <message>
      <source>Finer layer</source>
      <translation>更精细图层</translation>
    </message>
    <message>
      <source>Trust</source>
      <translation>可信度</translation>
    </message>
    <message>
      <source>Made on</source>
      <translation>生成时间</translation>
    </message>
    <message>
      <source>Parameters</source>
      <translation>参数</translation>
    </message>
    <message>
      <source>yes: detail finer than the input's pixels is a guess</source>
      <translation>是：比输入像元更细的细节是推测</translation>
    </message>
    <message>
      <source>yes, SYNTHETIC: no measurement</source>
      <translation>是，SYNTHETIC（合成）：不是实测数据</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>是</translation>
    </message>
    <message>
      <source>no</source>
      <translation>否</translation>
    </message>
    <message>
      <source>“{layer}” has no report yet: Check layer and Evaluate model make one.</source>
      <translation>“{layer}”尚无报告：可用“检查图层”或“评估模型”生成。</translation>
    </message>
    <message>
      <source>Evaluation report: {model} on {input}</source>
      <translation>评估报告：{model}，{input}</translation>
    </message>
    <message>
      <source>Layer check report: {input}</source>
      <translation>图层检查报告：{input}</translation>
    </message>
    <message>
      <source>Model cards</source>
      <translation>模型说明卡</translation>
    </message>
    <message>
      <source>automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Open report…</source>
      <translation>打开报告…</translation>
    </message>
    <message>
      <source>Training report: {name}</source>
      <translation>训练报告：{name}</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>报告</translation>
    </message>
    <message>
      <source>Nothing yet. Whatever a job makes is listed here, with how it was made.</source>
      <translation>还没有结果。任务的产物会列在这里，并说明其制作方法。</translation>
    </message>
    <message>
      <source>Show on the map</source>
      <translation>在地图上显示</translation>
    </message>
    <message>
      <source>Run again…</source>
      <translation>再次运行…</translation>
    </message>
    <message>
      <source>Clear list</source>
      <translation>清空列表</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>{path} (it is gone)</source>
      <translation>{path}（已不存在）</translation>
    </message>
    <message>
      <source>Score filter (Raster GAN)</source>
      <translation>得分筛选（Raster GAN）</translation>
    </message>
    <message>
      <source>The layer has another filter: remove that first.</source>
      <translation>图层已有其他过滤条件：请先移除。</translation>
    </message>
    <message>
      <source>The layer is being edited: end that first.</source>
      <translation>图层正在编辑：请先结束编辑。</translation>
    </message>
    <message>
      <source>Hides detections of a lower score, in tables, counts and exports too</source>
      <translation>隐藏得分更低的检测结果，属性表、计数和导出同样如此</translation>
    </message>
    <message>
      <source>score ≥ {score:.2f}: {count}</source>
      <translation>得分 ≥ {score:.2f}：{count} 个</translation>
    </message>
    <message>
      <source>Remove the engine? Your models stay; the engine can be installed again at any time.</source>
      <translation>移除计算引擎吗？您的模型会保留；计算引擎随时可以重新安装。</translation>
    </message>
    <message>
      <source>For NVIDIA graphics cards ({size})</source>
      <translation>用于 NVIDIA 显卡（{size}）</translation>
    </message>
    <message>
      <source>For NVIDIA graphics cards; none was found ({size})</source>
      <translation>用于 NVIDIA 显卡；未找到显卡（{size}）</translation>
    </message>
    <message>
      <source>PyTorch is installed apart, for QGIS's own Python; nothing else in QGIS sees it.</source>
      <translation>PyTorch 单独安装，供 QGIS 自带的 Python 使用；QGIS 的其他部分不受影响。</translation>
    </message>
    <message>
      <source>Raster GAN: set up the engine</source>
      <translation>Raster GAN：安装计算引擎</translation>
    </message>
    <message>
      <source>Only for installation without internet</source>
      <translation>仅在没有网络时选择</translation>
    </message>
    <message>
      <source>PyTorch's own</source>
      <translation>PyTorch 官方索引</translation>
    </message>
    <message>
      <source>Copy download command</source>
      <translation>复制下载命令</translation>
    </message>
    <message>
      <source>Run it on a computer with internet, then bring the folder “wheels” here.</source>
      <translation>请在可上网的计算机上运行，再将“wheels”文件夹复制到本机。</translation>
    </message>
    <message>
      <source>Install</source>
      <translation>安装</translation>
    </message>
    <message>
      <source>Remove engine</source>
      <translation>移除计算引擎</translation>
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
      <source>Copied: paste it into your report.</source>
      <translation>已复制：请粘贴到您的报告中。</translation>
    </message>
    <message>
      <source>Mirror, or without internet</source>
      <translation>镜像或离线安装</translation>
    </message>
    <message>
      <source>Package index</source>
      <translation>软件包索引</translation>
    </message>
    <message>
      <source>PyTorch index</source>
      <translation>PyTorch 索引</translation>
    </message>
    <message>
      <source>Offline package folder</source>
      <translation>离线安装包文件夹</translation>
    </message>
    <message>
      <source>{download:g} GB to fetch, {disk:g} GB on disk</source>
      <translation>下载 {download:g} GB，占用磁盘 {disk:g} GB</translation>
    </message>
    <message>
      <source>{python} is named as the engine's Python (Settings &gt; Options &gt; Raster GAN). It uses its own packages: what is installed here is for QGIS's own Python, and is used when no other is named.</source>
      <translation>已指定 {python} 为计算引擎的 Python（设置 &gt; 选项 &gt; Raster GAN）。它使用自己的软件包：此处安装的内容供 QGIS 自带的 Python 使用，仅在未指定其他 Python 时生效。</translation>
    </message>
    <message>
      <source>Trying it on one tile…</source>
      <translation>正在用一个图块试运行…</translation>
    </message>
    <message>
      <source>{done} of {size} MB, about {left} left</source>
      <translation>{done} / {size} MB，大约还需 {left}</translation>
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
      <translation>适用于所有计算机（{size}）</translation>
    </message>
    <message>
      <source>{done} of {size} MB</source>
      <translation>{done} / {size} MB</translation>
    </message>
    <message>
      <source>Copied. Run it on a computer with internet: {command}</source>
      <translation>已复制。请在可上网的计算机上运行：{command}</translation>
    </message>
    <message>
      <source>The engine is not set up yet: it needs PyTorch, which QGIS does not bring along.</source>
      <translation>计算引擎尚未安装：它需要 PyTorch，而 QGIS 不自带 PyTorch。</translation>
    </message>
    <message>
      <source>The engine is ready: PyTorch {TORCH}, {DEVICE}, threads: {THREADS}; 512 × 512 pixels in {TILE_SECONDS:.2f} s</source>
      <translation>计算引擎已就绪：PyTorch {TORCH}，{DEVICE}，{THREADS} 个线程；512 × 512 像元用时 {TILE_SECONDS:.2f} s</translation>
    </message>
    <message>
      <source>Install location: {folder}</source>
      <translation>安装位置：{folder}</translation>
    </message>
    <message>
      <source>Cancelled. Files that were fetched are kept: Install goes on from there.</source>
      <translation>已取消。已下载的文件会保留：再次单击“安装”即可继续。</translation>
    </message>
    <message>
      <source>The engine is ready.</source>
      <translation>计算引擎已就绪。</translation>
    </message>
    <message>
      <source>A validation tile: the base model's result at the left, the latest result, and the truth at the right</source>
      <translation>一个验证图块：左为基础模型的结果，中为最新结果，右为真值</translation>
    </message>
    <message>
      <source>The same seeds over time, the latest, and real tiles at the right</source>
      <translation>同样的种子随时间的变化，最新的，右侧为真实图块</translation>
    </message>
    <message>
      <source>A validation tile: without a network at the left, the latest result, and the target at the right</source>
      <translation>一个验证图块：左侧为不用网络的结果，其后为最新结果，右侧为目标</translation>
    </message>
    <message>
      <source>Zoom to</source>
      <translation>缩放至</translation>
    </message>
    <message>
      <source>Green tiles are for training, blue ones for validation: the model is not trained on them.</source>
      <translation>绿色图块用于训练，蓝色图块用于验证，不参与训练。</translation>
    </message>
    <message>
      <source>No tiles yet. “Make training tiles” lays a grid over a raster and chooses some that show all kinds of its ground.</source>
      <translation>还没有图块。“制作训练图块”在栅格上铺设网格，并选出能代表各类地面的图块。</translation>
    </message>
    <message>
      <source>Remove this training's report and its saved state? Its model, if it made one, stays.</source>
      <translation>要移除此训练的报告及其保存的状态吗？如已生成模型，模型会保留。</translation>
    </message>
    <message>
      <source>No training yet. Right-click on the map: “Train &gt; Make training tiles”, then “Fine-tune a model”.</source>
      <translation>还没有训练。在地图上右键单击：先“训练 &gt; 制作训练图块”，再“微调模型”。</translation>
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
      <source>Interrupted. Run the same training again to resume.</source>
      <translation>已中断。再次运行同样的训练可继续。</translation>
    </message>
    <message>
      <source>One step is left: install the computing engine (PyTorch, 0.2 GB).</source>
      <translation>还差一步：安装计算引擎（PyTorch，约 0.2 GB，只需一次）。</translation>
    </message>
    <message>
      <source>Recommended for this layer: {model} ({title}).</source>
      <translation>推荐用于此图层：{model}（{title}）。</translation>
    </message>
    <message>
      <source>{model} expects {bands}, which this layer does not declare. {best} suits it better.</source>
      <translation>{model} 需要 {bands} 波段，而此图层未声明这些波段。{best} 更适合。</translation>
    </message>
    <message>
      <source>The layer is not 8-bit: its value range, without the outermost 0.5%, is scaled to the model's.</source>
      <translation>此图层不是 8 位：其取值范围去掉最外侧的 0.5% 后，缩放到模型的范围。</translation>
    </message>
    <message>
      <source>{model} was trained on 8-bit data, but this layer is not 8-bit. The result may be wrong.</source>
      <translation>{model} 是用 8 位数据训练的，而此图层不是 8 位。结果可能有误。</translation>
    </message>
    <message>
      <source>{model} was trained on values up to {most:.0f}, but this layer is 8-bit. The result may be wrong.</source>
      <translation>{model} 训练时的数值最大为 {most:.0f}，而此图层是 8 位。结果可能有误。</translation>
    </message>
    <message>
      <source>About {time} on this computer.</source>
      <translation>在此计算机上约需 {time}。</translation>
    </message>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Examples</source>
      <translation>示例</translation>
    </message>
    <message>
      <source>Fine-tune, then upscale</source>
      <translation>微调，然后超分辨率重建</translation>
    </message>
    <message>
      <source>Makes training tiles on a raster, fine-tunes the built-in x2 model on them, upscales the raster with the resulting model, and says in a report how good that is. If the new model is not better than its base model, the base model is used.</source>
      <translation>在栅格上制作训练图块，用它们微调内置的 2 倍模型，用得到的模型对栅格做超分辨率重建，并在报告中说明效果。如果新模型不比基础模型更好，则使用基础模型。</translation>
    </message>
    <message>
      <source>How long the training may take.</source>
      <translation>训练最多用多长时间。</translation>
    </message>
    <message>
      <source>The raster to learn from and to upscale.</source>
      <translation>用来学习并做超分辨率重建的栅格。</translation>
    </message>
    <message>
      <source>How many tiles are chosen; a fifth of them is held out for validation.</source>
      <translation>选择多少个图块；其中五分之一留作验证。</translation>
    </message>
    <message>
      <source>Time limit (minutes)</source>
      <translation>时间上限（分钟）</translation>
    </message>
    <message>
      <source>Raster</source>
      <translation>栅格</translation>
    </message>
    <message>
      <source>Open a scene, sharpen, upscale</source>
      <translation>打开影像，锐化，超分辨率重建</translation>
    </message>
    <message>
      <source>Opens a scene of Sentinel-2 as it was downloaded (folder or .zip), gives its six bands of 20 m the detail of its bands of 10 m, and makes the result twice as fine. Nothing has to be chosen: the layers say which sensor they are from.</source>
      <translation>打开下载的哨兵二号影像（文件夹或 .zip），让其六个 20 m 波段获得 10 m 波段的细节，再把结果的分辨率提高到 2 倍。无需任何选择：图层会说明来自哪个传感器。</translation>
    </message>
    <message>
      <source>The .zip as downloaded, its unpacked folder, or MTD_MSIL2A.xml.</source>
      <translation>下载的 .zip、解压后的文件夹，或 MTD_MSIL2A.xml。</translation>
    </message>
    <message>
      <source>Sentinel-2 scene</source>
      <translation>哨兵二号影像</translation>
    </message>
    <message>
      <source>Sharpening model</source>
      <translation>锐化模型</translation>
    </message>
    <message>
      <source>Sharpened to 10 m</source>
      <translation>锐化到 10 m</translation>
    </message>
    <message>
      <source>Upscaled to 5 m</source>
      <translation>超分辨率重建到 5 m</translation>
    </message>
    <message>
      <source>Mask clouds by polygons, fill, upscale</source>
      <translation>用多边形去云、填补、超分辨率重建</translation>
    </message>
    <message>
      <source>Takes the clouds that you drew as polygons out of a raster, fills these gaps from another date of the same area, and makes the result twice as fine.</source>
      <translation>去除栅格中用多边形圈出的云，由同一区域的另一时相填补这些空缺，并将结果的分辨率提高到两倍。</translation>
    </message>
    <message>
      <source>The raster with clouds.</source>
      <translation>有云的栅格。</translation>
    </message>
    <message>
      <source>Polygons around clouds and shadows, in any CRS.</source>
      <translation>圈出云和阴影的多边形，坐标参照系（CRS）不限。</translation>
    </message>
    <message>
      <source>Another date of the same area, on any grid. Leave it empty to fill from around the clouds, up to 64 pixels.</source>
      <translation>同一区域的另一时相，网格不限。留空则根据云的周围填补，宽度不超过 64 个像元。</translation>
    </message>
    <message>
      <source>Clouds</source>
      <translation>云</translation>
    </message>
    <message>
      <source>Reference</source>
      <translation>参考图层</translation>
    </message>
    <message>
      <source>Filled raster</source>
      <translation>填补后的栅格</translation>
    </message>
    <message>
      <source>Filled and upscaled</source>
      <translation>填补并超分辨率重建</translation>
    </message>
    <message>
      <source>Upscale heights, then hillshade</source>
      <translation>高程超分辨率重建，然后山体阴影</translation>
    </message>
    <message>
      <source>Heights</source>
      <translation>高程</translation>
    </message>
    <message>
      <source>Hillshade</source>
      <translation>山体阴影</translation>
    </message>
    <message>
      <source>Upscale model</source>
      <translation>超分辨率重建模型</translation>
    </message>
    <message>
      <source>Upscaled heights</source>
      <translation>超分辨率重建后的高程</translation>
    </message>
    <message>
      <source>Upscale, find objects, count per polygon</source>
      <translation>超分辨率重建，查找地物，按多边形计数</translation>
    </message>
    <message>
      <source>Makes the raster's pixels two times finer, finds objects on it with a detector, and counts in each polygon those whose center lies in it. Train the detector on a raster that was upscaled in the same way, so that it knows pixels of this size.</source>
      <translation>把栅格的分辨率提高到 2 倍，用地物检测器查找地物，并统计每个多边形中中心落在其内的地物数。请用以同样方式超分辨率重建的栅格训练地物检测器，使其熟悉这样大小的像元。</translation>
    </message>
    <message>
      <source>A model that Train a detector made: its id or the path of its file.</source>
      <translation>由“训练地物检测器”得到的模型：其 id 或文件路径。</translation>
    </message>
    <message>
      <source>What to count in: parcels, blocks, stands. The result has the number in the field objects.</source>
      <translation>用来计数的多边形：地块、街区、林班。结果的字段 objects 中是数量。</translation>
    </message>
    <message>
      <source>The raster to upscale and to search.</source>
      <translation>要做超分辨率重建并搜索的栅格。</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>计数结果</translation>
    </message>
    <message>
      <source>Found objects</source>
      <translation>检测结果</translation>
    </message>
    <message>
      <source>Detector (a model's id or file)</source>
      <translation>地物检测器（模型的 id 或文件）</translation>
    </message>
    <message>
      <source>Polygons to count in</source>
      <translation>用来计数的多边形</translation>
    </message>
    <message>
      <source>{layer}: {what}</source>
      <translation>{layer}：{what}</translation>
    </message>
    <message>
      <source>“{name}”: {path} is loaded as layer “{layer}”. Remove that layer or choose another file.</source>
      <translation>“{name}”：{path} 已作为图层“{layer}”载入。请移除该图层或选择其他文件。</translation>
    </message>
    <message>
      <source>“{layer}” was made for a project that is closed now. It is under Results in the Raster GAN panel.</source>
      <translation>“{layer}”所属的项目已关闭。可在 Raster GAN 面板的“结果”中找到它。</translation>
    </message>
    <message>
      <source>Run “Train a land cover classifier” first, or choose a model file with “…”.</source>
      <translation>请先运行“训练土地覆盖分类器”，或用“…”选择模型文件。</translation>
    </message>
    <message>
      <source>Run “Train a detector” first, or choose a model file with “…”.</source>
      <translation>请先运行“训练地物检测器”，或用“…”选择模型文件。</translation>
    </message>
    <message>
      <source>Run “Train a translator” first, or choose a model file with “…”.</source>
      <translation>请先运行“训练转换模型”，或用“…”选择模型文件。</translation>
    </message>
    <message>
      <source>Run “Train a generator” first, or choose a model file with “…”.</source>
      <translation>请先运行“训练生成器”，或用“…”选择模型文件。</translation>
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
      <source>No model yet</source>
      <translation>尚无模型</translation>
    </message>
    <message>
      <source>Automatic (x2)</source>
      <translation>自动（2 倍）</translation>
    </message>
    <message>
      <source>Measured</source>
      <translation>测量</translation>
    </message>
    <message>
      <source>Perfect</source>
      <translation>理想</translation>
    </message>
    <message>
      <source>Sentinel-2</source>
      <translation>哨兵二号</translation>
    </message>
    <message>
      <source>Landsat 8 and 9</source>
      <translation>Landsat 8 和 9</translation>
    </message>
    <message>
      <source>Landsat 4 to 7</source>
      <translation>Landsat 4 至 7</translation>
    </message>
    <message>
      <source>GF-1, 2, 6 and 7</source>
      <translation>高分一号、二号、六号、七号</translation>
    </message>
    <message>
      <source>ZY-3</source>
      <translation>资源三号</translation>
    </message>
    <message>
      <source>SuperView</source>
      <translation>高景</translation>
    </message>
    <message>
      <source>Aerial photograph</source>
      <translation>航空影像</translation>
    </message>
    <message>
      <source>Drone photograph</source>
      <translation>无人机影像</translation>
    </message>
    <message>
      <source>Online map</source>
      <translation>在线地图</translation>
    </message>
    <message>
      <source>Processor (CPU)</source>
      <translation>处理器（CPU）</translation>
    </message>
    <message>
      <source>HTML files (*.html)</source>
      <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
      <source>Resolution for online layers (map units per pixel)</source>
      <translation>在线图层的分辨率（每像元的地图单位）</translation>
    </message>
    <message>
      <source>Online layers (XYZ, WMS, WCS and others) are saved at this pixel size first. Other layers need none.</source>
      <translation>在线图层（XYZ、WMS、WCS 等）会先按此像元大小保存。其他图层不需要。</translation>
    </message>
    <message>
      <source>Training report</source>
      <translation>训练报告</translation>
    </message>
    <message>
      <source>Training steps</source>
      <translation>训练步数</translation>
    </message>
    <message>
      <source>Width (pixels)</source>
      <translation>宽度（像元）</translation>
    </message>
    <message>
      <source>Height (pixels)</source>
      <translation>高度（像元）</translation>
    </message>
    <message>
      <source>Pixel size (map units)</source>
      <translation>像元大小（地图单位）</translation>
    </message>
    <message>
      <source>Exact</source>
      <translation>精确</translation>
    </message>
    <message>
      <source>Fastest</source>
      <translation>最快</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Blend with plain interpolation</source>
      <translation>与普通插值混合</translation>
    </message>
    <message>
      <source>Sharpness of the layer as told to the model (1 = perfect sensor)</source>
      <translation>告知模型的图层清晰度（1：理想传感器）</translation>
    </message>
    <message>
      <source>Noise of the layer as told to the model (layer units)</source>
      <translation>告知模型的图层噪声（图层单位）</translation>
    </message>
    <message>
      <source>Outputs</source>
      <translation>输出</translation>
    </message>
    <message>
      <source>Set up…</source>
      <translation>安装…</translation>
    </message>
    <message>
      <source>{count:.1f} h</source>
      <translation>{count:.1f} h</translation>
    </message>
    <message>
      <source>{count} s</source>
      <translation>{count} s</translation>
    </message>
    <message>
      <source>{count} min</source>
      <translation>{count} min</translation>
    </message>
    <message>
      <source>x{scale}: {parent}, tuned on {raster}</source>
      <translation>{scale} 倍：{parent}，用 {raster} 微调</translation>
    </message>
    <message>
      <source>Tuned on {tiles} tiles of {raster}: best on imagery of the same sensor and kind of ground. Of its base model: {limits}</source>
      <translation>用 {raster} 的 {tiles} 个图块微调：最适合同一传感器、同类地面的影像。其基础模型：{limits}</translation>
    </message>
    <message>
      <source>{parent}, adapted to {raster}</source>
      <translation>{parent}，已针对 {raster} 适配</translation>
    </message>
    <message>
      <source>Adapted to {raster}: for this layer, and others of the same sensor and ground. Of its base model: {limits}</source>
      <translation>已针对 {raster} 适配：用于此图层，以及同一传感器、同类地面的图层。其基础模型：{limits}</translation>
    </message>
    <message>
      <source>Finds {names} (from {count} on {raster})</source>
      <translation>查找{names}（由 {raster} 上的 {count} 个地物训练）</translation>
    </message>
    <message>
      <source>Trained on {count} objects of {raster}: best on imagery of the same sensor, season and pixel size.</source>
      <translation>用 {raster} 的 {count} 个地物训练：最适合同一传感器、同一季节、同样像元大小的影像。</translation>
    </message>
    <message>
      <source>Synthetic tiles of {size} pixels, like {raster}</source>
      <translation>{size} 像元的合成图块，与 {raster} 相似</translation>
    </message>
    <message>
      <source>Shows what could lie in {raster}, and nothing that is there: for training and trials, never as data.</source>
      <translation>显示 {raster} 中可能有的内容，而不是那里实有的内容：用于训练和试验，不可当作数据。</translation>
    </message>
    <message>
      <source>Land cover of {raster}: {names}</source>
      <translation>{raster} 的土地覆盖：{names}</translation>
    </message>
    <message>
      <source>Trained on {count} sample pixels of {raster}: for this raster, and others of the same sensor, season and kind of ground.</source>
      <translation>用 {raster} 的 {count} 个样本像元训练：用于此栅格，以及同一传感器、同一季节、同类地面的栅格。</translation>
    </message>
    <message>
      <source>SYNTHETIC: {raster} as {target}</source>
      <translation>SYNTHETIC（合成）：把 {raster} 转换为 {target}</translation>
    </message>
    <message>
      <source>Trained on {tiles} tiles of {raster}: makes of such layers what {target} could show there. Its result is synthetic, no measurement.</source>
      <translation>用 {raster} 的 {tiles} 个图块训练：由这类图层制作 {target} 在该处可能的样子。结果是合成的，不是实测数据。</translation>
    </message>
    <message>
      <source>SYNTHETIC: colors of {target} for gray layers</source>
      <translation>SYNTHETIC（合成）：用 {target} 的颜色给灰度图层上色</translation>
    </message>
    <message>
      <source>Trained on {tiles} tiles of {raster}: the brightness of its result is the input's, the colors are a guess and no measurement.</source>
      <translation>用 {raster} 的 {tiles} 个图块训练：结果的亮度与输入相同，颜色是推测，不是实测数据。</translation>
    </message>
    <message>
      <source>Trained on {tiles} tiles of {raster}: makes of radar what {target} could show there. UNFIT FOR MEASURING: radar does not see colors.</source>
      <translation>用 {raster} 的 {tiles} 个图块训练：由雷达制作 {target} 在该处可能的样子。不可用于量测：雷达看不到颜色。</translation>
    </message>
    <message>
      <source>x{scale}: {family}, imported from {name}</source>
      <translation>{scale} 倍：{family}，由 {name} 导入</translation>
    </message>
    <message>
      <source>Imported: what it was trained on is not known here. Compare its result with the input before you use it.</source>
      <translation>导入的模型：不知道它用什么训练。使用之前，请把其结果与输入比较。</translation>
    </message>
    <message>
      <source>of pixels with trust 80 or more at least 90 % are within 2 % of the range</source>
      <translation>可信度 80 或以上的像元中，至少 90% 的误差在取值范围的 2% 以内</translation>
    </message>
    <message>
      <source>uncalibrated: {limits}</source>
      <translation>未校准：{limits}</translation>
    </message>
    <message>
      <source>spectral angle {gan}° against {faithful}°</source>
      <translation>光谱角 {gan}°，保真权重为 {faithful}°</translation>
    </message>
    <message>
      <source>invented detail {gan} against {faithful}</source>
      <translation>虚构细节 {gan}，保真权重为 {faithful}</translation>
    </message>
    <message>
      <source>feature distance {gan} against {faithful}</source>
      <translation>特征距离 {gan}，保真权重为 {faithful}</translation>
    </message>
    <message>
      <source>{loss} dB lost on an image</source>
      <translation>在一幅影像上损失 {loss} dB</translation>
    </message>
    <message>
      <source>a pattern at the pixel shuffle's period, {times} times the truth's power there</source>
      <translation>像元重排周期上的图案，功率为真值在该处的 {times} 倍</translation>
    </message>
    <message>
      <source>calibrated on {tiles} tiles, at least {fewest} are needed</source>
      <translation>用 {tiles} 个图块校准，至少需要 {fewest} 个</translation>
    </message>
    <message>
      <source>NVIDIA or AMD graphics card</source>
      <translation>NVIDIA 或 AMD 显卡</translation>
    </message>
    <message>
      <source>Apple GPU</source>
      <translation>Apple 图形处理器</translation>
    </message>
    <message>
      <source>Intel graphics card</source>
      <translation>Intel 显卡</translation>
    </message>
    <message>
      <source>Huawei Ascend</source>
      <translation>华为昇腾</translation>
    </message>
    <message>
      <source>Cambricon</source>
      <translation>寒武纪</translation>
    </message>
    <message>
      <source>Moore Threads graphics card</source>
      <translation>摩尔线程显卡</translation>
    </message>
    <message>
      <source>Pixel size</source>
      <translation>像元大小</translation>
    </message>
    <message>
      <source>CRS</source>
      <translation>坐标参照系</translation>
    </message>
    <message>
      <source>Data type</source>
      <translation>数据类型</translation>
    </message>
    <message>
      <source>Value range</source>
      <translation>取值范围</translation>
    </message>
    <message>
      <source>Noise</source>
      <translation>噪声</translation>
    </message>
    <message>
      <source>Sharpness</source>
      <translation>清晰度</translation>
    </message>
    <message>
      <source>JPEG blocks</source>
      <translation>JPEG 块效应</translation>
    </message>
    <message>
      <source>Oversampling</source>
      <translation>过采样</translation>
    </message>
    <message>
      <source>Nodata</source>
      <translation>无数据</translation>
    </message>
    <message>
      <source>A pixel is {size} m on the ground</source>
      <translation>一个像元在地面上为 {size} m</translation>
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
      <translation>一个像元宽 {width} m、高 {height} m，模型要求正方形</translation>
    </message>
    <message>
      <source>Warp to square pixels first (Raster &gt; Projections &gt; Warp)</source>
      <translation>请先变换为正方形像元（栅格 &gt; 投影 &gt; 变形 (重投影)）</translation>
    </message>
    <message>
      <source>A pixel is {size} m on the ground, {model} was trained on {low} to {high} m</source>
      <translation>一个像元在地面上为 {size} m，{model} 的训练数据为 {low} 至 {high} m</translation>
    </message>
    <message>
      <source>Choose a model for this pixel size, or expect less: new detail is even more of a guess</source>
      <translation>请选择适合此像元大小的模型，或降低期望：新的细节更多是推测</translation>
    </message>
    <message>
      <source>{crs}</source>
      <translation>{crs}</translation>
    </message>
    <message>
      <source>The layer has no CRS</source>
      <translation>图层没有坐标参照系</translation>
    </message>
    <message>
      <source>Assign one (Raster &gt; Projections &gt; Assign projection)</source>
      <translation>请指定一个（栅格 &gt; 投影 &gt; 指定投影）</translation>
    </message>
    <message>
      <source>The CRS counts in degrees ({crs}): a square on the ground is no square of pixels, and areas differ</source>
      <translation>坐标参照系以度为单位（{crs}）：地面上的正方形不是像元的正方形，面积也不同</translation>
    </message>
    <message>
      <source>Warp to a CRS in meters first, such as the UTM zone (Raster &gt; Projections &gt; Warp)</source>
      <translation>请先变换到以米为单位的坐标参照系，例如 UTM 分带（栅格 &gt; 投影 &gt; 变形 (重投影)）</translation>
    </message>
    <message>
      <source>{type}; {width} × {height} pixels</source>
      <translation>{type}；{width} × {height} 像元</translation>
    </message>
    <message>
      <source>{type}, and {model} was made for 8-bit {bands}: colors may be less true</source>
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
      <translation>请先转换为 RGB（栅格 &gt; 转换 &gt; PCT转RGB）</translation>
    </message>
    <message>
      <source>The data type is {got}, expected one in all bands: {expected}</source>
      <translation>数据类型为 {got}，所有波段应同为以下之一：{expected}</translation>
    </message>
    <message>
      <source>Convert it first (Raster &gt; Conversion &gt; Translate)</source>
      <translation>请先转换（栅格 &gt; 转换 &gt; 转换 (格式转换)）</translation>
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
      <source>{share}% of band {band} is at {value}, the end of the data type's range</source>
      <translation>波段 {band} 有 {share}% 的值等于 {value}，即数据类型范围的尽头</translation>
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
      <source>Red, green and blue are bands {numbers}, as in files of this sensor</source>
      <translation>红、绿、蓝为波段 {numbers}，与此传感器的文件一致</translation>
    </message>
    <message>
      <source>Recognized as {sensor}. Published for its bands: MTF at the Nyquist frequency {low} to {high}%, which models are told instead of the measured sharpness</source>
      <translation>识别为 {sensor}。其波段公布的奈奎斯特频率处 MTF 为 {low} 至 {high}%，模型采用此值，而不采用测得的清晰度</translation>
    </message>
    <message>
      <source>{count} bands, and the layer does not say which are red, green and blue: each is taken by itself</source>
      <translation>共 {count} 个波段，图层没有说明哪些是红、绿、蓝：每个波段单独处理</translation>
    </message>
    <message>
      <source>If three of them are, give their numbers as BANDS, in that order</source>
      <translation>如果其中有三个是，请在 BANDS 中按此顺序给出其编号</translation>
    </message>
    <message>
      <source>Band {band} is declared {declared} and called “{name}”</source>
      <translation>波段 {band} 声明为 {declared}，名称却是“{name}”</translation>
    </message>
    <message>
      <source>Give red, green and blue as BANDS, in that order, or correct the declaration</source>
      <translation>请在 BANDS 中按顺序给出红、绿、蓝，或更正声明</translation>
    </message>
    <message>
      <source>{model} takes {bands} together, and the layer does not say which of its bands they are</source>
      <translation>{model} 同时使用 {bands}，而图层没有说明哪些波段是它们</translation>
    </message>
    <message>
      <source>Give them as BANDS, or take {better}, which is made for any band</source>
      <translation>请在 BANDS 中给出，或使用适合任何波段的 {better}</translation>
    </message>
    <message>
      <source>Noise of about {noise} (standard deviation), {share}% of the range; measured on the layer</source>
      <translation>噪声约 {noise}（标准差），为取值范围的 {share}%；在图层上测得</translation>
    </message>
    <message>
      <source>Noise, or texture as fine as noise, of about {noise}, {share}% of the range</source>
      <translation>噪声或与噪声一样细的纹理约 {noise}，为取值范围的 {share}%</translation>
    </message>
    <message>
      <source>Look at plain surfaces: if they are grainy, use ENHANCE</source>
      <translation>请查看平坦表面：若有颗粒，请使用 ENHANCE</translation>
    </message>
    <message>
      <source>Strong noise of about {noise}, {share}% of the value range: upscaling would keep it</source>
      <translation>噪声很强，约 {noise}，为取值范围的 {share}%：超分辨率重建会保留它</translation>
    </message>
    <message>
      <source>Use ENHANCE</source>
      <translation>请使用 ENHANCE</translation>
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
      <source>Sharp: MTF at the Nyquist frequency {share}%, measured on the layer (contrast left at the finest pattern)</source>
      <translation>清晰：在图层上测得的奈奎斯特频率处 MTF 为 {share}%（最高频处保留的对比度）</translation>
    </message>
    <message>
      <source>Soft: MTF at the Nyquist frequency {share}%, measured on the layer (contrast left at the finest pattern)</source>
      <translation>偏软：在图层上测得的奈奎斯特频率处 MTF 为 {share}%（最高频处保留的对比度）</translation>
    </message>
    <message>
      <source>Nothing to do: models are told of the blur. Expect less detail than of a sharp layer</source>
      <translation>无需处理：模型会考虑此模糊。细节会少于清晰的图层</translation>
    </message>
    <message>
      <source>Blurred: MTF at the Nyquist frequency {share}%, measured on the layer (contrast left at the finest pattern)</source>
      <translation>模糊：在图层上测得的奈奎斯特频率处 MTF 为 {share}%（最高频处保留的对比度）</translation>
    </message>
    <message>
      <source>Look for a sharper source, or average pixels together until it is sharp</source>
      <translation>请寻找更清晰的来源，或把像元平均合并直到清晰</translation>
    </message>
    <message>
      <source>Sharpness could not be measured: too few whole windows of 64 × 64 valid pixels</source>
      <translation>无法测量清晰度：64 × 64 有效像元的完整窗口太少</translation>
    </message>
    <message>
      <source>Look at edges by eye</source>
      <translation>请目视检查边缘</translation>
    </message>
    <message>
      <source>No blocks of 8 × 8 pixels</source>
      <translation>没有 8 × 8 像元的块效应</translation>
    </message>
    <message>
      <source>Traces of JPEG blocks: {share}% more steps on a grid of 8 × 8 pixels</source>
      <translation>有轻微的 JPEG 块效应：8 × 8 像元网格上的跳变多 {share}%</translation>
    </message>
    <message>
      <source>Use ENHANCE if blocks can be seen</source>
      <translation>如果能看到块效应，请使用 ENHANCE</translation>
    </message>
    <message>
      <source>JPEG blocks: {share}% more steps on a grid of 8 × 8 pixels; upscaling would keep them</source>
      <translation>JPEG 块效应：8 × 8 像元网格上的跳变多 {share}%；超分辨率重建会保留它们</translation>
    </message>
    <message>
      <source>Get the data with less compression, or use ENHANCE</source>
      <translation>请获取压缩较轻的数据，或使用 ENHANCE</translation>
    </message>
    <message>
      <source>JPEG blocks could not be looked for: too few valid pixels side by side</source>
      <translation>无法查找 JPEG 块效应：相邻的有效像元太少</translation>
    </message>
    <message>
      <source>The pixels show what their size promises</source>
      <translation>像元显示出与其大小相符的内容</translation>
    </message>
    <message>
      <source>The pixels are about {factor} times finer than what they show</source>
      <translation>像元比其实际内容细约 {factor} 倍</translation>
    </message>
    <message>
      <source>Make pixels {factor} times coarser first, by averaging, if the source is not at hand</source>
      <translation>如果没有来源数据，请先用平均降采样 {factor} 倍</translation>
    </message>
    <message>
      <source>The layer was oversampled: its pixels are about {factor} times too fine</source>
      <translation>图层曾被过采样：其像元细了约 {factor} 倍</translation>
    </message>
    <message>
      <source>Go back to the source, or make pixels {factor} times coarser first, by averaging</source>
      <translation>请使用来源数据，或先用平均降采样 {factor} 倍</translation>
    </message>
    <message>
      <source>Too few whole windows of 64 × 64 valid pixels to see whether the layer is oversampled</source>
      <translation>64 × 64 有效像元的完整窗口太少，无法判断图层是否过采样</translation>
    </message>
    <message>
      <source>Ask whoever made the layer</source>
      <translation>请询问图层的制作者</translation>
    </message>
    <message>
      <source>{share}% of the layer is nodata</source>
      <translation>图层有 {share}% 为无数据</translation>
    </message>
    <message>
      <source>{share}% of the layer is nodata: it is kept as it is</source>
      <translation>图层有 {share}% 为无数据：保持原样</translation>
    </message>
    <message>
      <source>Choose an EXTENT where there is data, to save time and space</source>
      <translation>请在 EXTENT 中只选有数据的部分，以节省时间和空间</translation>
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
      <source>{share}% of band {band} is {value}, and not declared as nodata</source>
      <translation>波段 {band} 有 {share}% 为 {value}，但未声明为无数据</translation>
    </message>
    <message>
      <source>If {value} means nothing here, declare it as nodata of that band, or take the bands one by one</source>
      <translation>如果 {value} 在此表示没有数据，请将其声明为该波段的无数据值，或逐个处理各波段</translation>
    </message>
    <message>
      <source>{share}% of the layer is {value} in every band, and not declared as nodata</source>
      <translation>图层有 {share}% 在每个波段都是 {value}，且未声明为无数据</translation>
    </message>
    <message>
      <source>If {value} means nothing here, declare it (Raster &gt; Conversion &gt; Translate &gt; Assign nodata value)</source>
      <translation>如果 {value} 在此没有意义，请声明它（栅格 &gt; 转换 &gt; 转换 (格式转换) &gt; 指定无数据值）</translation>
    </message>
    <message>
      <source>A model to compare the layer with: whether it was made for such pixels, bands and values. Empty: none.</source>
      <translation>用来与图层比较的模型：检查它是否适用于这样的像元、波段和数值。留空则不比较。</translation>
    </message>
    <message>
      <source>The raster that the model is tried on: any that GDAL opens.</source>
      <translation>用来评估模型的栅格：GDAL 能打开的任何栅格。</translation>
    </message>
    <message>
      <source>Raster to evaluate on</source>
      <translation>用于评估的栅格</translation>
    </message>
    <message>
      <source>The model to evaluate: its id or the path of its file. Empty: automatic.</source>
      <translation>要评估的模型：其 id 或文件路径。留空则自动选择。</translation>
    </message>
    <message>
      <source>A second model beside the first, with the same scale and number of bands. Empty: none.</source>
      <translation>与第一个并列的第二个模型，须具有相同的倍数和波段数。留空则无。</translation>
    </message>
    <message>
      <source>Second model</source>
      <translation>第二个模型</translation>
    </message>
    <message>
      <source>A raster of the same area that is finer (for a model that enhances: cleaner). It is aligned to a fraction of a pixel and its colors are matched; if the two do not belong together, the log says why. Empty: the raster itself is made coarser and serves as its own reference.</source>
      <translation>同一区域更精细的栅格（对增强模型：更清晰的栅格）。它会配准到像元的几分之一，并匹配其颜色；若两者不相配，日志会说明原因。留空则对栅格本身降采样，以它自身为参考。</translation>
    </message>
    <message>
      <source>Reference raster (same area, finer or cleaner)</source>
      <translation>参考栅格（同一区域，更精细或更清晰）</translation>
    </message>
    <message>
      <source>For a model that sharpens: both layers are made coarser and sharpened again, and sharpened as they are, which is evaluated without a reference (HQNR). Leave the reference raster, the bands, the second model and the downstream model empty then. Empty: no sharpening.</source>
      <translation>用于锐化模型：把两个图层都降采样再锐化，再按原样锐化，后者在没有参考的情况下评估（HQNR）。此时参考栅格、波段、第二个模型和下游模型请留空。留空则不评估锐化。</translation>
    </message>
    <message>
      <source>Finer layer (to evaluate sharpening)</source>
      <translation>更精细图层（用于评估锐化）</translation>
    </message>
    <message>
      <source>A classifier or detector of your own: how much of what it finds on the reference does it find on the model's result, and how much on plain interpolation? It takes just the bands that are evaluated. Empty: none.</source>
      <translation>您自己的分类器或地物检测器：它在参考上找到的内容，有多少也能在模型的结果上找到，又有多少能在普通插值上找到？它只使用参与评估的波段。留空则无。</translation>
    </message>
    <message>
      <source>Downstream model (classifier or detector)</source>
      <translation>下游模型（分类器或地物检测器）</translation>
    </message>
    <message>
      <source>For each tile a raster that shows where detail is invented, missing or true, and the error. Empty: none.</source>
      <translation>每个图块一个栅格，显示虚构、缺失和真实的细节，以及误差。留空则不生成。</translation>
    </message>
    <message>
      <source>Folder for error maps</source>
      <translation>误差图文件夹</translation>
    </message>
    <message>
      <source>How many tiles are evaluated, spread over all kinds of ground. More take longer and are surer.</source>
      <translation>评估多少个图块，分布于各种地面。越多越慢，也越可靠。</translation>
    </message>
    <message>
      <source>Layer check report</source>
      <translation>图层检查报告</translation>
    </message>
    <message>
      <source>Evaluation report</source>
      <translation>评估报告</translation>
    </message>
    <message>
      <source>Points or polygons of known class, in any CRS; selected features alone work too. Of a polygon all pixels count whose center lies in it.</source>
      <translation>已知类别的点或多边形，坐标参照系不限；也可只用选中的要素。多边形中，中心落在其内的像元都算样本。</translation>
    </message>
    <message>
      <source>Training samples (points or polygons)</source>
      <translation>训练样本（点或多边形）</translation>
    </message>
    <message>
      <source>The samples' class: text in any alphabet, or whole numbers. Numbers from 1 to 255 become the values of the map; other classes are numbered from 1. If the samples are styled by this field, the map gets their colors.</source>
      <translation>样本的类别：任何文字的文本，或整数。1 到 255 的整数直接成为地图的像元值；其他类别从 1 开始编号。如果样本图层按该字段设置了样式，地图采用其颜色。</translation>
    </message>
    <message>
      <source>Class field</source>
      <translation>类别字段</translation>
    </message>
    <message>
      <source>Linear (probe): color, surroundings and texture, takes seconds. The semi-supervised GAN (sgan) and FixMatch (match) also learn from the rest of the raster. Automatic compares linear and FixMatch on samples that they did not see and keeps linear unless the other is clearly better. The GAN was less often right and is tried only if chosen.</source>
      <translation>线性（probe）：用颜色、周围和纹理，只需几秒。半监督 GAN（sgan）和 FixMatch（match）还从栅格的其余部分学习。“自动”在没有见过的样本上比较线性与 FixMatch，除非后者明显更好，否则保留线性。GAN 实测正确率较低，只在选中时使用。</translation>
    </message>
    <message>
      <source>Learning method</source>
      <translation>学习方法</translation>
    </message>
    <message>
      <source>A folder that Generate synthetic tiles made with a model trained on tiles with a field of the same class names. The tiles are used only where real samples that the method did not see show that they help; the report says so. Empty: none.</source>
      <translation>由“生成合成图块”产生的文件夹，其模型须用带有相同类别名称字段的图块训练。只有当未见过的真实样本表明有帮助时才使用这些图块，报告会写明结果。留空则不用。</translation>
    </message>
    <message>
      <source>Synthetic tiles by class</source>
      <translation>按类别的合成图块</translation>
    </message>
    <message>
      <source>Points to write: the places where one more sample would help most, with the two classes between which the classifier wavers. Label them, add them to the samples and train again. Empty: none.</source>
      <translation>要写出的点：最值得再标一个样本的位置，并写明分类器在哪两类之间犹豫。标记后加入样本，再训练一次。留空则不写出。</translation>
    </message>
    <message>
      <source>Where to label next</source>
      <translation>接下来在哪里标记</translation>
    </message>
    <message>
      <source>Raster of classes to write; 0 is unclassified.</source>
      <translation>要写出的类别栅格；0 表示未分类。</translation>
    </message>
    <message>
      <source>Land cover</source>
      <translation>土地覆盖</translation>
    </message>
    <message>
      <source>The classifier: its id, the path of its file or, in a model, the result of a training. Empty: the only one there is.</source>
      <translation>分类器：其 id、文件路径，或在模型中为训练的结果。留空则取唯一的那一个。</translation>
    </message>
    <message>
      <source>Pixels that the classifier is less sure of stay unclassified.</source>
      <translation>置信度更低的像元不分类。</translation>
    </message>
    <message>
      <source>Minimum confidence (%)</source>
      <translation>最低置信度（%）</translation>
    </message>
    <message>
      <source>A second raster: how sure the classifier is of each pixel, 0 to 100%. Empty: none.</source>
      <translation>第二个栅格：每个像元的置信度，0 到 100%。与“可信度”不同，它只说明分类器有多确定。留空则不生成。</translation>
    </message>
    <message>
      <source>Confidence</source>
      <translation>置信度</translation>
    </message>
    <message>
      <source>Accuracy report</source>
      <translation>精度报告</translation>
    </message>
    <message>
      <source>Polygons or points, in any CRS; selected features alone work too. A polygon stands for the upright box around it; points need the object size.</source>
      <translation>多边形或点，坐标参照系不限；也可只用选中的要素。多边形代表其外接的正矩形；点需要给出地物大小。</translation>
    </message>
    <message>
      <source>Objects</source>
      <translation>地物</translation>
    </message>
    <message>
      <source>The class of each object. Empty: all are of one class.</source>
      <translation>每个地物的类别。留空则视为同一类。</translation>
    </message>
    <message>
      <source>The side of an object where objects are points. Measure one on the map.</source>
      <translation>地物为点时的边长。请在地图上量一个。</translation>
    </message>
    <message>
      <source>Object size (map units, points only)</source>
      <translation>地物大小（地图单位，仅用于点）</translation>
    </message>
    <message>
      <source>Polygons that hold no object: they cure false detections there. Empty: none.</source>
      <translation>不含任何地物的多边形：用来消除那里的误检。留空则无。</translation>
    </message>
    <message>
      <source>Areas without objects</source>
      <translation>无地物区域</translation>
    </message>
    <message>
      <source>Any raster like the one that the detector was trained on.</source>
      <translation>与训练地物检测器时同类的任何栅格。</translation>
    </message>
    <message>
      <source>Raster to search</source>
      <translation>要搜索的栅格</translation>
    </message>
    <message>
      <source>Detections to write: a GeoPackage of polygons with class, score, width and height.</source>
      <translation>要写出的检测结果：带有 class、score、width 和 height 字段的多边形 GeoPackage。</translation>
    </message>
    <message>
      <source>Detections</source>
      <translation>检测结果</translation>
    </message>
    <message>
      <source>The detector: its id or the path of its file.</source>
      <translation>地物检测器：其 id 或文件路径。</translation>
    </message>
    <message>
      <source>Higher: fewer and surer detections. Lower: more detections, more of them false. Empty: the model's own, which was best in its validation.</source>
      <translation>调高：结果更少、更可靠；调低：结果更多，误检也更多。留空则采用模型自身的值，即验证时最好的阈值。</translation>
    </message>
    <message>
      <source>Score threshold (0 to 1)</source>
      <translation>得分阈值（0 到 1）</translation>
    </message>
    <message>
      <source>How many views of each tile are averaged: as it is, also mirrored, mirrored both ways. More views are surer, and take as many times longer.</source>
      <translation>每个分块取多少个视图求平均：原样、加左右镜像、两个方向都镜像。视图越多越可靠，用时也成倍增加。</translation>
    </message>
    <message>
      <source>Views of each tile</source>
      <translation>每个分块的视图数</translation>
    </message>
    <message>
      <source>The one class to find, for a model of several. Empty: all.</source>
      <translation>模型有多个类别时，只查找其中一种。留空则全部。</translation>
    </message>
    <message>
      <source>Any raster of continuous values that GDAL opens. Its nodata pixels are gaps, each band's for itself, and so is what its mask or transparency hides.</source>
      <translation>GDAL 能打开的任何连续值栅格。无数据像元即为空缺（逐波段判断），被掩膜或透明度隐藏的像元也是。</translation>
    </message>
    <message>
      <source>Layer with gaps</source>
      <translation>有空缺的图层</translation>
    </message>
    <message>
      <source>A model's id or the path of its file; “classical” does without a network. Empty: the one for any bands.</source>
      <translation>模型的 ID 或文件路径；“classical”表示不使用神经网络。留空：适用于任意波段的模型。</translation>
    </message>
    <message>
      <source>Polygons around clouds, shadows or seams, in any CRS; selected features alone work too. A pixel is a gap where its center lies in a polygon. Empty: none.</source>
      <translation>圈出云、阴影或接缝的多边形，坐标参照系（CRS）不限；也可只用选中的要素。中心落在多边形内的像元即为空缺。留空：无。</translation>
    </message>
    <message>
      <source>Polygons around gaps</source>
      <translation>空缺多边形</translation>
    </message>
    <message>
      <source>A raster that is not 0 where a gap is, on any grid and in any CRS: a cloud mask. Empty: none.</source>
      <translation>空缺处不为 0 的栅格，例如云掩膜；网格和坐标参照系（CRS）不限。留空：无。</translation>
    </message>
    <message>
      <source>Mask of gaps (raster, 0 = no gap)</source>
      <translation>空缺掩膜（栅格，0 = 非空缺）</translation>
    </message>
    <message>
      <source>Numbers that mean that nothing is there, where the layer does not declare them as nodata (0 or 0,255). Empty: none.</source>
      <translation>图层未声明为无数据值、但表示缺失的数值（0 或 0,255）。留空：无。</translation>
    </message>
    <message>
      <source>Missing values</source>
      <translation>表示缺失的数值</translation>
    </message>
    <message>
      <source>Another date or sensor of the same area: any bands, grid and CRS. Where it is valid, gaps of any width are filled from it, in the layer's own brightness; without one, from what lies around them. Empty: none.</source>
      <translation>同一区域的另一时相或另一传感器的图层：波段、网格和坐标参照系（CRS）不限。在它有效之处，任意宽度的空缺都由它填补，亮度与图层自身一致；没有时根据周围填补。留空：无。</translation>
    </message>
    <message>
      <source>Reference layer (same area)</source>
      <translation>参考图层（同一区域）</translation>
    </message>
    <message>
      <source>Check whether the reference is aligned with the layer: layers are often a pixel apart. That is measured, and corrected where it is sure; switch it off if you know that they fit.</source>
      <translation>检查参考图层是否与图层对齐：图层之间常常相差一个像元。会先测量，有把握时加以校正；若已知两者对齐，可关闭此项。</translation>
    </message>
    <message>
      <source>Check the alignment of the reference</source>
      <translation>检查参考图层是否对齐</translation>
    </message>
    <message>
      <source>Gaps wider than this are left as they are where no reference shows them, and so is what is open towards the layer's edge. Higher values fill more, with less truth.</source>
      <translation>在参考图层没有显示之处，比这更宽的空缺保持原样，向图层边缘敞开的空缺也是。数值越大，填补越多，越不真实。</translation>
    </message>
    <message>
      <source>Widest gap to fill (pixels)</source>
      <translation>填补的最大空缺宽度（像元）</translation>
    </message>
    <message>
      <source>How much texture the GAN makes up in gaps: 0 is nearest to the truth on average, 1 looks most like the ground around. Empty: 0.5. Beside a reference nothing is made up. Models without GAN weights stay at 0; the log says so.</source>
      <translation>GAN 在空缺中补出多少纹理：0 平均最接近真实，1 看起来最像周围地面。留空：0.5。有参考图层时不补纹理。没有 GAN 权重的模型保持为 0，日志中会说明。</translation>
    </message>
    <message>
      <source>GAN detail strength (0 faithful, 1 full)</source>
      <translation>GAN 细节强度（0 保真，1 最强）</translation>
    </message>
    <message>
      <source>A second layer of two bands: how far a filled pixel is from the nearest valid one, and how sure its value is, from 1 to 100 (50 means that nine in ten are within 8% of the value range; more can hardly be promised). Outside the gaps both are 0, and 255 where a gap was left. Empty: none.</source>
      <translation>另一个含两个波段的图层：填补像元距最近有效像元的距离，以及其数值的可靠度，1 到 100（50 表示十个中有九个误差不超过取值范围的 8%，更高的难以保证）。空缺以外两者均为 0，保留的空缺为 255。留空：不生成。</translation>
    </message>
    <message>
      <source>Map of filled pixels</source>
      <translation>填补图</translation>
    </message>
    <message>
      <source>Tiles to write, a GeoPackage of polygons.</source>
      <translation>要写出的图块，多边形 GeoPackage。</translation>
    </message>
    <message>
      <source>Pixels along a tile's side. Larger tiles show more of their surroundings; there are fewer of them.</source>
      <translation>图块一边的像元数。图块越大，包含的周围环境越多，数量越少。</translation>
    </message>
    <message>
      <source>Tile side (pixels)</source>
      <translation>图块边长（像元）</translation>
    </message>
    <message>
      <source>Pixels that neighboring tiles share.</source>
      <translation>相邻图块共有的像元数。</translation>
    </message>
    <message>
      <source>Overlap of tiles (pixels)</source>
      <translation>图块重叠（像元）</translation>
    </message>
    <message>
      <source>How many tiles are chosen for training and validation; the others are not used until you pick them.</source>
      <translation>选择多少个图块用于训练和验证；其余的在您选取之前不使用。</translation>
    </message>
    <message>
      <source>Number of tiles to choose</source>
      <translation>选择的图块数</translation>
    </message>
    <message>
      <source>At least 4 polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do its selected features alone. Their field role says which are for training and which for validation.</source>
      <translation>栅格上至少 4 个多边形，由“制作训练图块”生成；任何多边形图层都可以，也可以只用其中选中的要素。字段 role 说明哪些用于训练，哪些用于验证。</translation>
    </message>
    <message>
      <source>Training tiles</source>
      <translation>训练图块</translation>
    </message>
    <message>
      <source>The model to start from: its id or the path of its file. Empty: the one at ×2 for red, green and blue, or for single bands.</source>
      <translation>训练的起点：模型的 id 或文件路径。留空：红、绿、蓝用 2 倍的彩色模型，其他用单波段模型。</translation>
    </message>
    <message>
      <source>Base model</source>
      <translation>基础模型</translation>
    </message>
    <message>
      <source>A finer or cleaner raster to learn from, such as an aerial photograph beside a satellite image. It is aligned to a fraction of a pixel and its colors are matched; tiles with clouds or change are left out. Empty: the raster itself is made coarser and serves as its own reference.</source>
      <translation>用来学习的更精细或更清晰的栅格，例如卫星影像旁的航空影像。它会配准到像元的几分之一，并匹配其颜色；有云或变化的图块不采用。留空则对栅格本身降采样，以它自身为参考。</translation>
    </message>
    <message>
      <source>After the faithful weights a second set of weights is trained, which adds plausible detail. It is kept only if it passes a check of its own. Automatic: from 50 tiles on.</source>
      <translation>在保真权重之后再训练第二组权重，它会添加合理的细节。只有通过专门的检查才会保留。自动：图块达到 50 个时进行。</translation>
    </message>
    <message>
      <source>GAN phase</source>
      <translation>GAN 阶段</translation>
    </message>
    <message>
      <source>Polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do its selected features alone. At least 8 tiles, hundreds are better. Empty: random places with data.</source>
      <translation>栅格上的多边形，由“制作训练图块”生成；任何多边形图层都可以，也可以只用其中选中的要素。至少 8 个图块，几百个更好。留空则取有数据的随机位置。</translation>
    </message>
    <message>
      <source>Pixels along the side of a generated tile: 32, 64 or 128. Larger ones take longer to learn.</source>
      <translation>生成图块一边的像元数：32、64 或 128。越大，学习越慢。</translation>
    </message>
    <message>
      <source>Generated tile side (pixels)</source>
      <translation>生成图块边长（像元）</translation>
    </message>
    <message>
      <source>r3gan: small residual networks that train steadily. dcgan: the classic networks, for 64 pixels only and much slower.</source>
      <translation>r3gan：小型残差网络，训练稳定。dcgan：经典网络，只支持 64 像元，且慢得多。</translation>
    </message>
    <message>
      <source>Network architecture</source>
      <translation>网络结构</translation>
    </message>
    <message>
      <source>The class of each tile: the model then makes tiles of one class at will, for example to train a classifier. Empty: no classes.</source>
      <translation>每个图块的类别：模型便可按需制作某一类的图块，例如用来训练分类器。留空则不分类别。</translation>
    </message>
    <message>
      <source>How generator and discriminator are trained against each other. Automatic: relativistic for r3gan, classic (non-saturating) for dcgan.</source>
      <translation>生成器和判别器如何相互对抗地训练。自动：r3gan 用相对论式，dcgan 用经典（非饱和）。</translation>
    </message>
    <message>
      <source>Adversarial loss</source>
      <translation>对抗损失</translation>
    </message>
    <message>
      <source>A generator of your own: its id or the path of its file. Train a generator makes one.</source>
      <translation>您自己的生成器：其 id 或文件路径。由“训练生成器”得到。</translation>
    </message>
    <message>
      <source>A folder for the tiles; on the command line also a .tif for one raster with the tiles side by side.</source>
      <translation>存放图块的文件夹；在命令行中也可以是一个 .tif，即图块并排组成的栅格。</translation>
    </message>
    <message>
      <source>Folder of tiles</source>
      <translation>图块文件夹</translation>
    </message>
    <message>
      <source>How many tiles to make; a mosaic over an extent has as many as that takes.</source>
      <translation>制作多少个图块；覆盖范围的镶嵌按需决定数量。</translation>
    </message>
    <message>
      <source>The random seed of the first tile; the others follow. The same seed gives the same tile, byte for byte.</source>
      <translation>第一个图块的随机种子，其余依次递增。相同的种子得到逐字节相同的图块。</translation>
    </message>
    <message>
      <source>Random seed of the first tile</source>
      <translation>第一个图块的随机种子</translation>
    </message>
    <message>
      <source>The class of the tiles. Empty: all in turn.</source>
      <translation>图块的类别。留空则依次使用全部。</translation>
    </message>
    <message>
      <source>Two seeds or more: the tiles go from one to the next in even steps. Empty: tiles of single seeds.</source>
      <translation>两个或更多种子：图块以均匀的步长从一个过渡到下一个。留空则每个图块用一个种子。</translation>
    </message>
    <message>
      <source>Interpolate between seeds (e.g. 3,17)</source>
      <translation>在种子之间插值（如 3,17）</translation>
    </message>
    <message>
      <source>The ground that a mosaic covers; it holds as many tiles as that takes, side by side. A CRS with other units than the model's is converted. Empty: anywhere.</source>
      <translation>镶嵌覆盖的区域；需要多少图块就并排放多少。若坐标参照系的单位与模型不同，则会转换。留空则位置任意。</translation>
    </message>
    <message>
      <source>Extent of the mosaic</source>
      <translation>镶嵌的范围</translation>
    </message>
    <message>
      <source>On two processor cores tiles of 64 pixels take about 20 minutes until they are varied; longer is better. The Trainings tab of the Raster GAN panel shows the same tiles over time; there the training can be paused, ended and resumed.</source>
      <translation>在两个处理器核心上，64 像元的图块大约需要 20 分钟才会多样；更久更好。Raster GAN 面板的“训练任务”页显示同样的图块随时间的变化；可在那里暂停、结束和继续训练。</translation>
    </message>
    <message>
      <source>A model file of Raster GAN (.safetensors), or published weights (.pth, .pt, .ckpt, .safetensors) of ESRGAN, Real-ESRGAN, SPAN, SEN2SRLite or EDSR.</source>
      <translation>Raster GAN 的模型文件（.safetensors），或他人发布的 ESRGAN、Real-ESRGAN、SPAN、SEN2SRLite、EDSR 权重（.pth、.pt、.ckpt、.safetensors）。</translation>
    </message>
    <message>
      <source>Model file</source>
      <translation>模型文件</translation>
    </message>
    <message>
      <source>What the model is called in the library: at most 64 letters a to z, digits, dots, dashes and underscores. Empty: after its file.</source>
      <translation>模型在模型库中的名称：最多 64 个字符，可用字母 a 到 z、数字、点、短横线和下划线。留空则取文件名。</translation>
    </message>
    <message>
      <source>Model name (a-z, 0-9, - and _)</source>
      <translation>模型名称（字母、数字、-、_）</translation>
    </message>
    <message>
      <source>Look where you got the file. It is written into the model's card and into every layer made with it.</source>
      <translation>请查看文件的来源。它会写入模型说明卡和用它制作的每个图层。</translation>
    </message>
    <message>
      <source>License of the weights</source>
      <translation>权重的许可证</translation>
    </message>
    <message>
      <source>Whom the license asks to name. It is written beside the license. Empty: nobody.</source>
      <translation>许可证要求署名的对象，会写在许可证旁。留空则无。</translation>
    </message>
    <message>
      <source>Attribution</source>
      <translation>署名</translation>
    </message>
    <message>
      <source>The model to export: its id or the path of its file.</source>
      <translation>要导出的模型：其 id 或文件路径。</translation>
    </message>
    <message>
      <source>The ending says which kind: .safetensors is Raster GAN's own and can be imported on another computer; .onnx is run by other programs, such as the QGIS plugin Deepness, on images with values from 0 to 1. Writing .onnx needs the Python package onnx; with onnxruntime it is compared with this program.</source>
      <translation>扩展名决定种类：.safetensors 是 Raster GAN 自己的格式，可在另一台计算机上导入；.onnx 供其他程序运行，例如 QGIS 插件 Deepness，输入为 0 到 1 的影像。写 .onnx 需要 Python 包 onnx；若有 onnxruntime，会与本程序核对。</translation>
    </message>
    <message>
      <source>Exported model</source>
      <translation>导出的模型</translation>
    </message>
    <message>
      <source>For .onnx: every block of the output keeps the mean of its input pixel. Otherwise it is the network's own result.</source>
      <translation>用于 .onnx：输出的每一块保持其输入像元的均值。否则为网络自身的结果。</translation>
    </message>
    <message>
      <source>Preserve input values (block means)</source>
      <translation>保持输入数值（块均值）</translation>
    </message>
    <message>
      <source>For .onnx: the one image size that the file takes, in pixels along a side. Some programs need one, for example Deepness 256. 0: any size.</source>
      <translation>用于 .onnx：文件所接受的唯一边长（像元）。有些程序需要固定边长，例如 Deepness 用 256。0 为任意。</translation>
    </message>
    <message>
      <source>Image size for .onnx (pixels, 0 = any)</source>
      <translation>.onnx 的影像边长（像元，0 为任意）</translation>
    </message>
    <message>
      <source>Any raster of continuous values that GDAL opens. In QGIS online layers (XYZ, WMS, WCS and others) work too: they are saved first, which takes an extent and a resolution.</source>
      <translation>GDAL 能打开的任何连续值栅格。在 QGIS 中，在线图层（XYZ、WMS、WCS 等）也可以：会先保存，因此需要范围和分辨率。</translation>
    </message>
    <message>
      <source>Input layer</source>
      <translation>输入图层</translation>
    </message>
    <message>
      <source>The raster that the model learns from: any that GDAL opens.</source>
      <translation>模型用来学习的栅格：GDAL 能打开的任何栅格。</translation>
    </message>
    <message>
      <source>Training raster</source>
      <translation>训练栅格</translation>
    </message>
    <message>
      <source>What the model is called in the library: at most 64 letters a to z, digits, dots, dashes and underscores. Empty: after the raster.</source>
      <translation>模型在模型库中的名称：最多 64 个字符，可用字母 a 到 z、数字、点、短横线和下划线。留空则按栅格命名。</translation>
    </message>
    <message>
      <source>The part of the layer to work on; it grows to whole pixels. Empty: the whole layer.</source>
      <translation>要处理的部分，会扩展到整个像元。留空则为整个图层。</translation>
    </message>
    <message>
      <source>Extent</source>
      <translation>范围</translation>
    </message>
    <message>
      <source>The bands that serve as the model's, in its order (4,3,2). Empty: those of the same names, or all where there are as many.</source>
      <translation>按模型的顺序指定各波段（4,3,2）。留空则取同名波段；数目相同时取全部波段。</translation>
    </message>
    <message>
      <source>The bands that the model learns from and later takes, in this order. Empty: all.</source>
      <translation>模型学习并在以后使用的波段，按此顺序。留空则全部。</translation>
    </message>
    <message>
      <source>Model bands (in order)</source>
      <translation>模型波段（按顺序）</translation>
    </message>
    <message>
      <source>The model is told how much the layer's sensor blurs and how much noise it adds. Automatic takes the numbers of a sensor whose files it knows (Sentinel-2) and measures the others; Measured always measures; a name takes that sensor's usual numbers; Perfect says that every pixel is the mean of its ground. The log says what was taken.</source>
      <translation>模型会被告知图层的传感器有多模糊、噪声有多大。自动：对能识别文件的传感器（哨兵二号）采用其数值，其余自动测量；测量：总是测量；传感器名称：采用其通常的数值；理想：每个像元正是其地面的平均值。日志会写明采用了什么。</translation>
    </message>
    <message>
      <source>Sensor of the layer</source>
      <translation>图层的传感器</translation>
    </message>
    <message>
      <source>How much of the detail that a GAN finds plausible is added: 0 is nearest to the truth on average, 1 looks sharpest and invents most. Empty: 0.5. Models without GAN weights stay at 0; the log says so.</source>
      <translation>加入多少 GAN 认为合理的细节：0 平均最接近真值，1 看起来最锐利，虚构也最多。留空为 0.5。没有 GAN 权重的模型始终为 0，日志会说明。</translation>
    </message>
    <message>
      <source>Where to compute. Automatic takes a graphics card where there is one, else the processor.</source>
      <translation>在哪里计算。自动：有显卡时用显卡，否则用处理器。</translation>
    </message>
    <message>
      <source>Pixels along the side of a processing tile. Smaller tiles need less memory and more time; the result is the same.</source>
      <translation>处理分块一边的像元数。越小，所需内存越少，用时越长；结果相同。</translation>
    </message>
    <message>
      <source>Processing tile size (input pixels, 0 = automatic)</source>
      <translation>处理分块大小（输入像元，0 为自动）</translation>
    </message>
    <message>
      <source>GDAL's creation options for the output, as NAME=VALUE. Empty: tiled and compressed without loss.</source>
      <translation>输出的 GDAL 创建选项，写成 NAME=VALUE。留空则分块存储并无损压缩。</translation>
    </message>
    <message>
      <source>Creation options</source>
      <translation>创建选项</translation>
    </message>
    <message>
      <source>The training ends after this time at the latest. Longer is usually better.</source>
      <translation>训练最迟在此时间后结束。通常越长越好。</translation>
    </message>
    <message>
      <source>Resume a run that was cancelled or interrupted where it stopped, when the same is run again. Otherwise it starts anew.</source>
      <translation>再次运行同样的任务时，从被取消或中断之处继续。否则重新开始。</translation>
    </message>
    <message>
      <source>Resume an interrupted run</source>
      <translation>继续中断的任务</translation>
    </message>
    <message>
      <source>Report to write, an HTML page. Empty: none.</source>
      <translation>要写出的报告，HTML 文件。留空则不写。</translation>
    </message>
    <message>
      <source>A model's id or the path of its file. Empty: the one for red, green, blue and near infrared where the layer has them, else for red, green and blue, and the one for single bands for every other band; to upscale, at ×2.</source>
      <translation>模型的 id 或文件路径。留空：图层有红、绿、蓝、近红外波段时采用四波段模型，有红、绿、蓝时采用彩色模型，其余波段采用单波段模型；超分辨率重建采用 2 倍模型。</translation>
    </message>
    <message>
      <source>Write OUTPUT.json beside the output. It says how the output was made and makes it again (python -m gan_core repeat OUTPUT.json); it holds no addresses or passwords of data sources.</source>
      <translation>在输出旁写出 OUTPUT.json。它记录输出是如何生成的，并可重新生成（python -m gan_core repeat OUTPUT.json）；其中不含数据源的地址或密码。</translation>
    </message>
    <message>
      <source>Write job file (to repeat this run)</source>
      <translation>写出作业文件（用于重做本次处理）</translation>
    </message>
    <message>
      <source>For very large layers: the address of a Dask cluster's scheduler (tcp://host:8786), whose workers make the output in parts, or “local” for one worker per core of this computer. All must see the same files under the same paths; run again, finished parts are kept. Empty: this computer alone.</source>
      <translation>用于很大的图层：填写 Dask 集群调度器的地址（tcp://host:8786），由其工作进程分部分生成输出；或填写“local”，在这台计算机的每个核心启动一个工作进程。所有计算机必须以相同路径看到相同的文件；重新运行时，已完成的部分会保留。留空则仅用本机。</translation>
    </message>
    <message>
      <source>Dask scheduler address</source>
      <translation>Dask 调度器地址</translation>
    </message>
    <message>
      <source>A second layer, 0 to 100 for each pixel, computed from two passes of the network: 80 means an error bound of 2% of the value range, 50 means 8%. At least 90% of the pixels with 80 or more keep to it, measured on photographs that the model had not seen; where that was not measured the layer says “uncalibrated”. Empty: none.</source>
      <translation>第二个图层，每个像元 0 到 100，由网络的两次推理得出：80 表示误差不超过取值范围的 2%，50 表示 8%。80 或以上的像元中至少 90% 符合，这是在模型没有见过的照片上测得的；没有测过时，图层会注明“uncalibrated”（未校准）。可信度与分类的“置信度”不同。留空则不生成。</translation>
    </message>
    <message>
      <source>Trust map</source>
      <translation>可信度图</translation>
    </message>
    <message>
      <source>Exact: the same on every run. Fastest: fewer bits, where this computer gains by it and the difference cannot be seen.</source>
      <translation>精确：每次运行都相同。最快：在这台计算机能因此加快、且看不出差别时，使用更少的位数。</translation>
    </message>
    <message>
      <source>Numerical precision</source>
      <translation>计算精度</translation>
    </message>
    <message>
      <source>How many passes of the network the trust is computed from. More are steadier and slower.</source>
      <translation>由网络的多少次推理得出可信度。越多越稳定，也越慢。</translation>
    </message>
    <message>
      <source>Passes for the trust map</source>
      <translation>可信度图的推理次数</translation>
    </message>
    <message>
      <source>Pixels with less trust than this count as low-trust pixels.</source>
      <translation>可信度低于此值的像元视为低可信度像元。</translation>
    </message>
    <message>
      <source>Low-trust threshold (0 to 100)</source>
      <translation>低可信度阈值（0 到 100）</translation>
    </message>
    <message>
      <source>What becomes of low-trust pixels: they are kept, blended with plain interpolation, or set to nodata.</source>
      <translation>低可信度像元如何处理：保留、与普通插值混合，或设为无数据值。</translation>
    </message>
    <message>
      <source>Low-trust pixels</source>
      <translation>低可信度像元的处理</translation>
    </message>
    <message>
      <source>The contrast that the optics leave at the finest pattern that pixels can hold (MTF): 1 is perfect, satellites have 0.3 to 0.6. Lower values sharpen more. Empty: the sensor's.</source>
      <translation>光学系统在像元所能表示的最高频率处保留的对比度（MTF）：1 为理想，卫星为 0.3 到 0.6。越小锐化越强。留空则取传感器的数值。</translation>
    </message>
    <message>
      <source>Input sharpness (MTF at Nyquist, 0 to 1)</source>
      <translation>输入清晰度（奈奎斯特频率处的 MTF，0 到 1）</translation>
    </message>
    <message>
      <source>How strong the layer's noise is. Higher values smooth more. Empty: the sensor's.</source>
      <translation>图层的噪声有多强。越大平滑越强。留空则取传感器的数值。</translation>
    </message>
    <message>
      <source>Noise level (standard deviation, layer units)</source>
      <translation>噪声强度（标准差，图层单位）</translation>
    </message>
    <message>
      <source>Keep the input's brightness over 8 × 8 pixels, or in every pixel of a perfect sensor. Otherwise the output stays as the network made it.</source>
      <translation>保持输入在 8 × 8 像元上的亮度，传感器理想时则保持每个像元的数值。否则输出为网络的原始结果。</translation>
    </message>
    <message>
      <source>For very noisy (more than 2% of the value range) or strongly compressed layers: noise and artifacts are removed before upscaling. The result then keeps the values of the cleaned layer, not of the input.</source>
      <translation>适用于噪声很强（超过取值范围的 2%）或压缩很重的图层：先去除噪声和伪影，再做超分辨率重建。此时结果保持增强后图层的数值，而不是输入的数值。</translation>
    </message>
    <message>
      <source>Enhance first (noisy or compressed layers)</source>
      <translation>先增强（用于噪声强或压缩重的图层）</translation>
    </message>
    <message>
      <source>The bands that serve as red, green, blue (and near infrared), in this order (4,3,2). Empty: as the layer says. No band is left out: the others are done one by one.</source>
      <translation>依次指定哪些波段作为红、绿、蓝（和近红外）（4,3,2）。留空则按图层的说明。不会遗漏任何波段：其余波段逐个处理。</translation>
    </message>
    <message>
      <source>The .zip or .tar as it was downloaded, its folder, a metadata file (MTD_MSIL2A.xml, …_MTL.txt), or any band file of the scene. The path of a folder can be typed or dropped here.</source>
      <translation>下载的 .zip 或 .tar、其文件夹、元数据文件（MTD_MSIL2A.xml、…_MTL.txt），或影像的任一波段文件。也可以在此输入或拖入文件夹的路径。</translation>
    </message>
    <message>
      <source>Scene (folder, archive, metadata or band file)</source>
      <translation>影像（文件夹、压缩包、元数据文件或波段文件）</translation>
    </message>
    <message>
      <source>The folder that the layers are written to.</source>
      <translation>写出图层的文件夹。</translation>
    </message>
    <message>
      <source>Folder for the layers</source>
      <translation>存放图层的文件夹</translation>
    </message>
    <message>
      <source>Sentinel-2 has 10m, 20m and 60m; Landsat, GF, ZY-3 and SuperView have ms (colors and infrared) and pan, Landsat also thermal, stereo views forward and backward. Empty: all.</source>
      <translation>哨兵二号有 10m、20m 和 60m；Landsat、高分、资源三号和高景有 ms（彩色和红外）和 pan（全色），Landsat 还有 thermal（热红外），立体影像还有 forward（前视）和 backward（后视）。留空则全部。</translation>
    </message>
    <message>
      <source>Layers</source>
      <translation>图层</translation>
    </message>
    <message>
      <source>VRT is a small file that reads the scene where it lies; GeoTIFF holds the pixels.</source>
      <translation>VRT 是就地读取影像的小文件；GeoTIFF 包含像元本身。</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>格式</translation>
    </message>
    <message>
      <source>The layer whose bands get finer: any number of bands, in any CRS, on any grid.</source>
      <translation>要提高分辨率的图层：波段数、坐标参照系和网格不限。</translation>
    </message>
    <message>
      <source>Layer to sharpen</source>
      <translation>要锐化的图层</translation>
    </message>
    <message>
      <source>A model's id or the path of its file; “regression” does without a network. Empty: the one for Sentinel-2 where the bands are its, else the one for any bands.</source>
      <translation>模型的 id 或文件路径；“regression”不使用网络。留空：波段属于哨兵二号时用其专用模型，否则用适合任意波段的模型。</translation>
    </message>
    <message>
      <source>A second layer, 0 to 100 for each pixel, from how well the finer layer explains the bands there and how much was added: 80 means an error bound of 2% of the value range, 50 means 8%; of several bands the least counts. Where it was not calibrated the layer says “uncalibrated”. Empty: none.</source>
      <translation>第二个图层，每个像元 0 到 100，由更精细图层在该处对各波段的解释程度以及添加的细节多少得出：80 表示误差不超过取值范围的 2%，50 表示 8%；多个波段取最小值。没有校准过时，图层会注明“uncalibrated”（未校准）。留空则不生成。</translation>
    </message>
    <message>
      <source>Processing tile size (pixels of the finer layer, 0 = automatic)</source>
      <translation>处理分块大小（更精细图层的像元，0 为自动）</translation>
    </message>
    <message>
      <source>The bands of 10 m, a panchromatic band, an aerial photograph of the same season. Its pixels must be smaller; the result lies on its grid.</source>
      <translation>10 m 波段、全色波段或同一季节的航空影像。其像元必须更小；结果位于它的网格上。</translation>
    </message>
    <message>
      <source>Finer layer (same area)</source>
      <translation>更精细图层（同一区域）</translation>
    </message>
    <message>
      <source>The bands of the finer layer that are used (1,2,3,4). Empty: all.</source>
      <translation>使用更精细图层的哪些波段（1,2,3,4）。留空则全部。</translation>
    </message>
    <message>
      <source>Bands of the finer layer</source>
      <translation>更精细图层的波段</translation>
    </message>
    <message>
      <source>What becomes of pixels that the finer layer does not cover: nodata, or plain interpolation.</source>
      <translation>更精细图层未覆盖的像元如何处理：设为无数据值，或用普通插值填充。</translation>
    </message>
    <message>
      <source>Pixels outside the finer layer</source>
      <translation>更精细图层之外的像元</translation>
    </message>
    <message>
      <source>Check whether the two layers are aligned: they are often a pixel apart. That is measured, and corrected where it is sure; switch it off if you know that they fit.</source>
      <translation>检查两个图层是否对齐：它们常常相差一个像元。程序会测量，并在能确定时纠正；如果您确知它们已对齐，可关闭此项。</translation>
    </message>
    <message>
      <source>Check the alignment of the layers</source>
      <translation>检查图层是否对齐</translation>
    </message>
    <message>
      <source>Seen again through its sensor, the result is then the layer, as far as the sensor is known.</source>
      <translation>这样，在传感器已知的范围内，结果经其传感器再次成像后就是原图层。</translation>
    </message>
    <message>
      <source>Preserve input values</source>
      <translation>保持输入数值</translation>
    </message>
    <message>
      <source>The model first learns on these very layers, made coarser once more, and is kept in the library if it is better on a part that it did not learn from. It pays on large layers, and on sensors that the model never saw. 0: none.</source>
      <translation>模型先在这两个图层的降采样版本上学习，如果在未参与学习的部分上更好，就存入模型库。适用于较大的图层，以及模型从未见过的传感器。0 为不学习。</translation>
    </message>
    <message>
      <source>Adaptation time (minutes, 0 = none)</source>
      <translation>适配时间（分钟，0 为不适配）</translation>
    </message>
    <message>
      <source>What the adapted model is called in the library: at most 64 letters a to z, digits, dots, dashes and underscores. Empty: after the layer.</source>
      <translation>适配后的模型在模型库中的名称：最多 64 个字符，可用字母 a 到 z、数字、点、短横线和下划线。留空则按图层命名。</translation>
    </message>
    <message>
      <source>Name of the adapted model (a-z, 0-9, - and _)</source>
      <translation>适配后模型的名称（字母、数字、-、_）</translation>
    </message>
    <message>
      <source>The layer that the model learns to make. It is laid on the grid of the training raster where it lies on another.</source>
      <translation>模型要学习制作的图层。若其网格与训练栅格不同，会先对齐到训练栅格的网格。</translation>
    </message>
    <message>
      <source>Target layer</source>
      <translation>目标图层</translation>
    </message>
    <message>
      <source>The layer that is turned into the target. Empty: a gray layer that is made of the target's red, green and blue, to colorize with.</source>
      <translation>要转换成目标的图层。留空则由目标的红、绿、蓝制作灰度图层，用于学习上色。</translation>
    </message>
    <message>
      <source>At least 4 polygons on the training raster, as Make training tiles makes them; any polygon layer works, and so do its selected features alone. Their field role says which are for training and which for validation. Empty: tiles are chosen from what both layers cover.</source>
      <translation>训练栅格上至少 4 个多边形，如“制作训练图块”所生成；任何面图层都可以，也可以只用其选中的要素。字段 role 说明哪些用于训练、哪些用于验证。留空则从两个图层都覆盖的区域中选取图块。</translation>
    </message>
    <message>
      <source>Colorize: learns only colors, the brightness of every pixel stays. Season or sensor: the result has the target's histogram. Map style: more weight on the target's looks. Radar to optical: the result is not for measuring. Automatic: colorize where no training raster is given, else the values alone.</source>
      <translation>上色：只学习颜色，每个像元的亮度不变。换季节或传感器：结果的直方图与目标相同。地图风格：更看重目标的外观。雷达转光学：结果不可用于量测。自动：没有给出训练栅格时为上色，否则只学习数值。</translation>
    </message>
    <message>
      <source>Kind of translation</source>
      <translation>转换类型</translation>
    </message>
    <message>
      <source>Paired: both layers show the same ground. Unpaired: they show different ground, only the looks are learned, which is less exact. Automatic: paired where both cover the same tiles.</source>
      <translation>成对：两个图层显示同一区域。不成对：显示不同区域，只学习外观，精度较低。自动：两个图层都覆盖同样的图块时为成对。</translation>
    </message>
    <message>
      <source>Training method</source>
      <translation>训练方法</translation>
    </message>
    <message>
      <source>A translator of your own: its id or the path of its file. Train a translator makes one. Empty: the only one in the library.</source>
      <translation>您自己的转换模型：其 id 或文件路径。由“训练转换模型”得到。留空则取模型库中唯一的那一个。</translation>
    </message>
    <message>
      <source>A second layer, 0 to 100 for each pixel: low where the layer is unlike what the model learned from, and where a second pass on the turned image gives other values. It is not calibrated. Empty: none.</source>
      <translation>第二个图层，每个像元 0 到 100：图层与模型训练所用图层不相似之处、对旋转图像再推理一次得到不同数值之处较低。没有校准。留空则不生成。</translation>
    </message>
    <message>
      <source>Translate also a layer whose values differ from those that the model learned from. The result is then a guess.</source>
      <translation>图层数值与模型训练所用图层不同时也进行转换。此时结果只是推测。</translation>
    </message>
    <message>
      <source>Accept a layer unlike the training raster</source>
      <translation>接受与训练栅格不相似的图层</translation>
    </message>
    <message>
      <source>“{label}”</source>
      <translation>“{label}”</translation>
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
      <translation>OUTPUT：需要 GDAL 能写入的栅格格式，当前为 {path}。请使用 .tif。</translation>
    </message>
    <message>
      <source>OUTPUT: expected a format that holds pixels, got {path}. A .vrt only points to other files. Use .tif.</source>
      <translation>OUTPUT：应为可保存像元的格式，当前为 {path}。.vrt 只引用其他文件。请使用 .tif。</translation>
    </message>
    <message>
      <source>OUTPUT: {path} can't be this raster, since the format ({format}) does not hold it: {reason}. Use .tif, or other creation options.</source>
      <translation>输出：{path} 无法保存此栅格，该格式（{format}）容纳不了它：{reason}。请使用 .tif，或更换创建选项。</translation>
    </message>
    <message>
      <source>OUTPUT: {path} keeps a part of the raster in {file}, and what stands there belongs to something else. Choose another name.</source>
      <translation>输出：{path} 需要把栅格的一部分存入 {file}，而该位置已有属于其他数据的文件。请换一个名称。</translation>
    </message>
    <message>
      <source>CREATION_OPTIONS: expected NAME=VALUE with a name that the format {format} knows ({expected}), got {got}.</source>
      <translation>CREATION_OPTIONS 应为 NAME=VALUE，且名称为格式 {format} 所支持（{expected}），当前为 {got}。</translation>
    </message>
    <message>
      <source>CREATION_OPTIONS: expected for {option}: {expected}; got {got}.</source>
      <translation>CREATION_OPTIONS：{option} 应为 {expected}；当前为 {got}。</translation>
    </message>
    <message>
      <source>OUTPUT: {path} could not be written ({reason}). No half-written file stands in its place. Check the free space of the disk and the creation options.</source>
      <translation>OUTPUT：无法写入 {path}（{reason}）。该位置没有留下未写完的文件。请检查磁盘剩余空间和创建选项。</translation>
    </message>
    <message>
      <source>OUTPUT: another run is writing {path} at this moment. Wait for its end, or choose another file.</source>
      <translation>OUTPUT：另一个运行正在写入 {path}。请等待其结束，或选择其他文件。</translation>
    </message>
    <message>
      <source>OUTPUT: about {needed} are needed in {folder}, {free} are free. Free some space, choose another disk, or a smaller EXTENT.</source>
      <translation>OUTPUT：{folder} 中大约需要 {needed}，剩余 {free}。请腾出空间、换一个磁盘或缩小 EXTENT。</translation>
    </message>
    <message>
      <source>Ended at {share:.0%}. What is finished is kept in {path}: run the same again to go on from there, or delete that file.</source>
      <translation>已在 {share:.0%} 处结束。已完成的部分保存在 {path}：再次运行相同的任务即可从该处继续，或删除该文件。</translation>
    </message>
    <message>
      <source>Cancelled. No output was written.</source>
      <translation>已取消，没有写出结果。</translation>
    </message>
    <message>
      <source>Cancelled at step {step}. Run the same training again to resume.</source>
      <translation>已在第 {step} 步取消。再次运行同一训练即可继续。</translation>
    </message>
    <message>
      <source>The job could not be read: {reason}.</source>
      <translation>无法读取任务：{reason}。</translation>
    </message>
    <message>
      <source>{parameter}: the name {path} is not UTF-8, so that no program can rely on it. It could be {guesses}. Rename the file.</source>
      <translation>{parameter}：文件名 {path} 不是 UTF-8，程序无法可靠处理。它可能是 {guesses}。请重命名该文件。</translation>
    </message>
    <message>
      <source>{parameter}: this Python takes names for {got}, and {path} is one in UTF-8. Start it with PYTHONUTF8=1 in the environment, or in a UTF-8 locale (LC_ALL=C.UTF-8).</source>
      <translation>{parameter}：此 Python 把文件名当作 {got}，而 {path} 是 UTF-8。请在环境中设置 PYTHONUTF8=1，或使用 UTF-8 区域设置（LC_ALL=C.UTF-8）启动。</translation>
    </message>
    <message>
      <source>DEVICE: {got} is not available on this computer; available: {expected}. Choose auto.</source>
      <translation>DEVICE：本机没有 {got}；可用：{expected}。请选择 auto。</translation>
    </message>
    <message>
      <source>DEVICE: {got} is not available on this computer; available: {expected}. Not usable: {reason}. Choose auto, or bring the device's driver and its PyTorch package up to date.</source>
      <translation>DEVICE：本机没有 {got}；可用：{expected}。无法使用：{reason}。请选择 auto，或更新该设备的驱动程序及其 PyTorch 软件包。</translation>
    </message>
    <message>
      <source>The device that computes failed ({reason}). Choose the processor (DEVICE: cpu), or bring the device's driver up to date.</source>
      <translation>计算设备出错（{reason}）。请选择处理器（DEVICE：cpu），或更新该设备的驱动程序。</translation>
    </message>
    <message>
      <source>The computer's memory is full, even with the smallest tiles ({reason}). Close other programs and try again.</source>
      <translation>计算机内存已满，最小的分块也放不下（{reason}）。请关闭其他程序后重试。</translation>
    </message>
    <message>
      <source>{python} can't load {module} ({reason}). Set the engine up (Raster &gt; Raster GAN &gt; Set up the engine), or name a Python that has it under Settings &gt; Options &gt; Raster GAN.</source>
      <translation>{python} 无法加载 {module}（{reason}）。请安装计算引擎（栅格 &gt; Raster GAN &gt; 安装计算引擎），或在“设置 &gt; 选项 &gt; Raster GAN”中指定装有它的 Python。</translation>
    </message>
    <message>
      <source>{python} can't be started ({reason}). Name a Python 3.9 or newer that has torch, numpy, safetensors and GDAL under Settings &gt; Options &gt; Raster GAN.</source>
      <translation>无法启动 {python}（{reason}）。请在“设置 &gt; 选项 &gt; Raster GAN”中指定装有 torch、numpy、safetensors 和 GDAL 的 Python 3.9 或更新版本。</translation>
    </message>
    <message>
      <source>{python} stopped before the engine was ready ({reason}). Name a Python 3.9 or newer that has torch, numpy, safetensors and GDAL under Settings &gt; Options &gt; Raster GAN.</source>
      <translation>{python} 在计算引擎就绪之前停止（{reason}）。请在“设置 &gt; 选项 &gt; Raster GAN”中指定装有 torch、numpy、safetensors 和 GDAL 的 Python 3.9 或更新版本。</translation>
    </message>
    <message>
      <source>The engine can't be installed in {folder} ({reason}). Make the folder writable.</source>
      <translation>计算引擎无法安装到 {folder}（{reason}）。请使该文件夹可写。</translation>
    </message>
    <message>
      <source>The engine needs about {needed} GB in {folder}, {free} are free. Free some space.</source>
      <translation>计算引擎在 {folder} 中约需 {needed} GB，现有 {free} GB。请腾出空间。</translation>
    </message>
    <message>
      <source>{python} has no pip to install packages with. On Debian or Ubuntu: sudo apt install python3-pip. Then try again.</source>
      <translation>{python} 没有用于安装软件包的 pip。在 Debian 或 Ubuntu 上：sudo apt install python3-pip，然后重试。</translation>
    </message>
    <message>
      <source>The installation stopped ({reason}). Check the internet connection and the proxy in QGIS's options, then try again: it goes on with the files that were fetched. The whole log is {log}.</source>
      <translation>安装中止（{reason}）。请检查网络连接和 QGIS 选项中的代理，然后重试：会从已下载的文件继续。完整日志见 {log}。</translation>
    </message>
    <message>
      <source>The file that came for {name} is not the one that this version of Raster GAN was made for: nothing was installed. Try again; if it stays so, something between you and the package index changes files. The whole log is {log}.</source>
      <translation>下载到的 {name} 文件与此版本 Raster GAN 所对应的文件不一致：未安装任何内容。请重试；若仍如此，则您与软件包索引之间有环节改动了文件。完整日志见 {log}。</translation>
    </message>
    <message>
      <source>The engine ran out of memory and was stopped by the operating system. Close other programs, or set a smaller processing tile size, and run again. No half-written file stands in the output's place.</source>
      <translation>内存不足，操作系统终止了计算引擎。请关闭其他程序，或减小“处理分块大小”，然后重新运行。输出位置没有留下未写完的文件。</translation>
    </message>
    <message>
      <source>The engine stopped unexpectedly ({reason}). QGIS is not affected and no file is half-written. Run again; if it happens twice, compute on the processor (CPU) and report it with the log.</source>
      <translation>计算引擎意外停止（{reason}）。QGIS 不受影响，也没有未写完的文件。请重新运行；若再次发生，请改用处理器（CPU）计算，并附上日志报告。</translation>
    </message>
    <message>
      <source>The engine did not respond for {seconds} s and was stopped. Run again; if it happens twice, compute on the processor (CPU) and report it with the log.</source>
      <translation>计算引擎已有 {seconds} s 没有响应，已被停止。请重新运行；若再次发生，请改用处理器（CPU）计算，并附上日志报告。</translation>
    </message>
    <message>
      <source>Unexpected error ({reason}) with {file}. Nothing is half-written. Please report it at {tracker} with what {log} says, and with the file if you can.</source>
      <translation>意外错误（{reason}），涉及 {file}。没有只写了一半的文件。请到 {tracker} 报告，附上 {log} 的内容；可以的话，也附上该文件。</translation>
    </message>
    <message>
      <source>INPUT: expected gaps to fill, but every pixel of {path} is valid. If it has missing pixels, say which: VALUE for a number that stands for them, MASK or GAPS for where they are. Nothing was written.</source>
      <translation>INPUT：应有可填补的空缺，但 {path} 的每个像元都有效。若有缺失的像元，请指明：VALUE 给出表示缺失的数值，MASK 或 GAPS 给出其位置。未写出任何文件。</translation>
    </message>
    <message>
      <source>INPUT: expected valid pixels beside the gaps, but all of {path} is a gap here. Check its nodata value, VALUE, MASK and GAPS. Nothing was written.</source>
      <translation>INPUT：空缺之外应有有效像元，但 {path} 在此处全是空缺。请检查其无数据值、VALUE、MASK 和 GAPS。未写出任何文件。</translation>
    </message>
    <message>
      <source>WIDEST: all gaps are wider than {widest} pixels, or open towards the layer's edge, so none would be filled. Name a REFERENCE that shows what lies there, or raise WIDEST (at most {most}). Nothing was written.</source>
      <translation>WIDEST：所有空缺都宽于 {widest} 个像元，或向图层边缘敞开，因此都不会填补。请指定显示该处的 REFERENCE，或增大 WIDEST（最大 {most}）。未写出任何文件。</translation>
    </message>
    <message>
      <source>GAPS: expected a polygon layer that GDAL can open, got {path} ({reason})</source>
      <translation>GAPS：应为 GDAL 能打开的多边形图层，当前为 {path}（{reason}）</translation>
    </message>
    <message>
      <source>GAPS: expected polygons, but {path} has none. Draw some, or select others.</source>
      <translation>GAPS：应有多边形，但 {path} 中没有。请绘制一些，或选择其他要素。</translation>
    </message>
    <message>
      <source>GAPS: expected polygons, got {got}. Buffer points and lines first.</source>
      <translation>GAPS：应为多边形，当前为 {got}。请先对点和线做缓冲区。</translation>
    </message>
    <message>
      <source>MASK: expected a raster that GDAL can open, got {path} ({reason})</source>
      <translation>MASK：应为 GDAL 能打开的栅格，当前为 {path}（{reason}）</translation>
    </message>
    <message>
      <source>MASK: expected that both rasters say where they lie, or neither; only one of {path} and {input} has a CRS. Assign it first (Raster &gt; Projections &gt; Assign Projection).</source>
      <translation>MASK：两个栅格应都有位置信息，或都没有；{path} 和 {input} 中只有一个有坐标参照系（CRS）。请先指定（栅格 &gt; 投影 &gt; 指定投影）。</translation>
    </message>
    <message>
      <source>REFERENCE: expected a raster that GDAL can open, got {path} ({reason})</source>
      <translation>REFERENCE：应为 GDAL 能打开的栅格，当前为 {path}（{reason}）</translation>
    </message>
    <message>
      <source>REFERENCE: expected that both rasters say where they lie, or neither; only one of {path} and {input} has a CRS. Assign it first (Raster &gt; Projections &gt; Assign Projection).</source>
      <translation>REFERENCE：两个栅格应都有位置信息，或都没有；{path} 和 {input} 中只有一个有坐标参照系（CRS）。请先指定（栅格 &gt; 投影 &gt; 指定投影）。</translation>
    </message>
    <message>
      <source>REFERENCE: expected a raster of the same ground, but {path} and {input} have no valid pixels in common. Check both layers' CRS, and the nodata value of the reference.</source>
      <translation>REFERENCE：应为同一区域的栅格，但 {path} 与 {input} 没有共同的有效像元。请检查两个图层的坐标参照系（CRS）以及参考图层的无数据值。</translation>
    </message>
    <message>
      <source>REFERENCE: it does not lie on the layer, but at least {shift:.0f} pixels beside it. Georeference one on the other; or, if you are sure of both, switch REGISTER off.</source>
      <translation>REFERENCE：它与图层没有对齐，至少相差 {shift:.0f} 个像元。请将其中一个配准到另一个；若确信两者无误，请关闭 REGISTER。</translation>
    </message>
    <message>
      <source>WIDEST: expected a whole number of pixels from {least} to {most}, got {got}.</source>
      <translation>WIDEST：应为 {least} 到 {most} 的整数像元数，当前为 {got}。</translation>
    </message>
    <message>
      <source>FILLED: expected another file than OUTPUT, got {path} for both.</source>
      <translation>FILLED：应与 OUTPUT 为不同的文件，当前两者都是 {path}。</translation>
    </message>
    <message>
      <source>SIZE: {architecture} makes tiles of {expected} pixels along a side, got {got}.</source>
      <translation>SIZE：{architecture} 制作边长为 {expected} 像元的图块，当前为 {got}。</translation>
    </message>
    <message>
      <source>{name}: expected one of {expected}, got {got}.</source>
      <translation>{name}：应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>FIELD: expected TILES with the field {field}, which says each tile's class, got no tiles. Choose them, or leave FIELD empty.</source>
      <translation>FIELD：需要带有字段 {field} 的 TILES 来说明每个图块的类别，却没有图块。请选择图块，或将 FIELD 留空。</translation>
    </message>
    <message>
      <source>SIZE: expected at most the raster's {width} × {height} pixels, got {size}. Choose a smaller SIZE or a larger raster.</source>
      <translation>SIZE：最大应为栅格的 {width} × {height} 像元，当前为 {size}。请选择较小的 SIZE 或较大的栅格。</translation>
    </message>
    <message>
      <source>INPUT: none of the {looked} places of {size} × {size} pixels that were looked at holds anything to learn from: they are nodata or of one value. Choose another raster or a smaller SIZE.</source>
      <translation>INPUT：所查看的 {looked} 处 {size} × {size} 像元的位置都没有可学的内容：它们是无数据或只有一个值。请选择另一个栅格或较小的 SIZE。</translation>
    </message>
    <message>
      <source>TILES: expected at least {least} tiles of {size} × {size} pixels side by side with data, got {got}. Pick more, choose a smaller SIZE or a larger raster.</source>
      <translation>TILES：至少需要 {least} 个并排的、有数据的 {size} × {size} 像元图块，当前为 {got} 个。请多选一些，选择较小的 SIZE 或较大的栅格。</translation>
    </message>
    <message>
      <source>FIELD: expected one of the fields of the tiles ({expected}), got {got}.</source>
      <translation>FIELD 应为图块的字段之一（{expected}），当前为 {got}。</translation>
    </message>
    <message>
      <source>FIELD: expected at least two classes, {field} holds {count} ({names}). Choose another field, or leave it empty.</source>
      <translation>FIELD：至少需要两个类别，{field} 含有 {count} 个（{names}）。请选择另一个字段，或留空。</translation>
    </message>
    <message>
      <source>FIELD: expected at least {least} tiles of every class, {names} has fewer. Pick more tiles of it, or leave it out.</source>
      <translation>FIELD：每个类别至少需要 {least} 个图块，{names} 不足。请多选该类的图块，或将其去掉。</translation>
    </message>
    <message>
      <source>FIELD: expected at most {most} classes, {field} holds {got}. Choose a field with a few names.</source>
      <translation>FIELD：最多 {most} 个类别，{field} 含有 {got} 个。请选择只有少数名称的字段。</translation>
    </message>
    <message>
      <source>COUNT: expected 1 to {most} tiles, got {got}.</source>
      <translation>COUNT 应为 1 到 {most} 个图块，当前为 {got}。</translation>
    </message>
    <message>
      <source>SEED: expected a whole number from 0 to {most}, got {got}.</source>
      <translation>SEED 应为 0 到 {most} 的整数，当前为 {got}。</translation>
    </message>
    <message>
      <source>BETWEEN: expected two seeds or more, and COUNT to be at least as many, got {got} and COUNT {count}.</source>
      <translation>BETWEEN：需要两个或更多种子，且 COUNT 不少于种子数，当前为 {got}，COUNT 为 {count}。</translation>
    </message>
    <message>
      <source>EXTENT: expected a raster (.tif) as OUTPUT to place on the ground, got the folder {output}. Name a .tif, or leave EXTENT empty.</source>
      <translation>EXTENT：需要一个栅格（.tif）作为 OUTPUT 放在地面上，当前为文件夹 {output}。请指定 .tif，或将 EXTENT 留空。</translation>
    </message>
    <message>
      <source>EXTENT: expected a rectangle that holds at least one pixel of {pixel} map units and at most {most} tiles, got {got}. Check its CRS.</source>
      <translation>EXTENT：需要一个至少含一个 {pixel} 地图单位的像元、至多含 {most} 个图块的矩形，当前为 {got}。请检查其 CRS。</translation>
    </message>
    <message>
      <source>CRS: expected the model's own units, in which a pixel is {pixel} wide (the CRS of the raster that it learned from), got {got}. Choose a CRS with the same units.</source>
      <translation>CRS 应使用模型自己的单位，其中一个像元宽 {pixel}（即训练栅格的坐标参照系），当前为 {got}。请选择单位相同的坐标参照系。</translation>
    </message>
    <message>
      <source>CLASS: expected one of the classes of {model} ({expected}), got {got}.</source>
      <translation>CLASS 应为 {model} 的类别之一（{expected}），当前为 {got}。</translation>
    </message>
    <message>
      <source>CLASS: {model} was trained without classes, got {got}. Leave CLASS empty.</source>
      <translation>CLASS：{model} 训练时没有类别，当前为 {got}。请将 CLASS 留空。</translation>
    </message>
    <message>
      <source>upscale</source>
      <translation>超分辨率重建</translation>
    </message>
    <message>
      <source>enhance</source>
      <translation>影像增强</translation>
    </message>
    <message>
      <source>upscale or enhance</source>
      <translation>超分辨率重建或影像增强</translation>
    </message>
    <message>
      <source>sharpen</source>
      <translation>锐化</translation>
    </message>
    <message>
      <source>classify</source>
      <translation>土地覆盖分类</translation>
    </message>
    <message>
      <source>detect</source>
      <translation>查找地物</translation>
    </message>
    <message>
      <source>generate</source>
      <translation>生成合成图块</translation>
    </message>
    <message>
      <source>translate</source>
      <translation>图层转换</translation>
    </message>
    <message>
      <source>encode</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>MODEL: expected one of {expected} or the path of a model file, got {got}.</source>
      <translation>MODEL 应为 {expected} 之一或模型文件的路径，当前为 {got}。</translation>
    </message>
    <message>
      <source>MODEL: {path} is not a usable model file ({reason}). Nothing of it was run. Fetch or train it again.</source>
      <translation>MODEL：{path} 不是可用的模型文件（{reason}）。其中没有任何内容被执行。请重新获取或训练。</translation>
    </message>
    <message>
      <source>MODEL: this network can't be built ({reason}). Choose other bands, another size or another model.</source>
      <translation>MODEL：无法构建该网络（{reason}）。请选择其他波段、其他尺寸或其他模型。</translation>
    </message>
    <message>
      <source>NAME: a model called {got} is in the library already. Choose another NAME.</source>
      <translation>NAME：模型库中已有名为 {got} 的模型。请换一个 NAME。</translation>
    </message>
    <message>
      <source>MODEL: expected a model for another task: {got} is one to {task}. Choose one to {expected}.</source>
      <translation>MODEL 不适用：{got} 的用途是“{task}”。请选择用途为“{expected}”的模型。</translation>
    </message>
    <message>
      <source>NAME: expected at most 64 of the letters a to z, digits, dots, dashes and underscores, beginning with a letter or a digit, got {got}.</source>
      <translation>NAME 应为最多 64 个字符，可用字母 a 到 z、数字、点、短横线和下划线，以字母或数字开头，当前为 {got}。</translation>
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
      <translation>OUTPUT：文件名应以 .safetensors 或 .onnx 结尾，当前为 {path}。</translation>
    </message>
    <message>
      <source>OUTPUT: an .onnx file needs the Python package onnx, which {python} can't load ({reason}). Install it there, or export to .safetensors.</source>
      <translation>OUTPUT：写 .onnx 文件需要 Python 包 onnx，而 {python} 无法载入它（{reason}）。请在那里安装，或导出为 .safetensors。</translation>
    </message>
    <message>
      <source>OUTPUT: the exported file gives other pixels than this program (by up to {error}, 1 being the whole range). Nothing was left behind. Please report it with the log.</source>
      <translation>OUTPUT：导出的文件给出的像元与本程序不同（最多相差 {error}，1 为整个取值范围）。没有留下任何文件。请连同日志一起报告。</translation>
    </message>
    <message>
      <source>PART: expected I/N, part I of N counted from 1 (2/8), got {got}.</source>
      <translation>PART 应为 I/N，即 N 个部分中的第 I 个，从 1 数起（2/8），当前为 {got}。</translation>
    </message>
    <message>
      <source>PART: expected at most {most} parts, as many as the raster has rows of tiles, got {got}. A smaller TILE_SIZE makes more rows.</source>
      <translation>PART 最多为 {most} 个部分，即处理分块的行数，当前为 {got}。较小的 TILE_SIZE 会有更多行。</translation>
    </message>
    <message>
      <source>PART: expected one of PART and DASK, got both. Dask makes all parts by itself.</source>
      <translation>PART：PART 与 DASK 只能取其一，两者都给出了。Dask 会自行生成所有部分。</translation>
    </message>
    <message>
      <source>ENHANCE: cleaning first and upscaling can't be done in parts at once. Run enhance in parts, then upscale its output in parts.</source>
      <translation>ENHANCE：先增强再做超分辨率重建，不能一次分部分完成。请先分部分运行影像增强，再对其输出分部分做超分辨率重建。</translation>
    </message>
    <message>
      <source>PARTS: {path} can't be read ({reason}). Delete it and make this part again; the other parts are kept.</source>
      <translation>PARTS：无法读取 {path}（{reason}）。请删除它并重新生成这一部分；其他部分会保留。</translation>
    </message>
    <message>
      <source>PARTS: {one} does not belong to {other}: they differ in {what}. Make all parts from one input with the same model, the same options and the same version; the parts are kept.</source>
      <translation>PARTS：{one} 与 {other} 不属于一起：{what} 不同。所有部分须由同一输入、同一模型、同样的选项和同一版本生成；各部分会保留。</translation>
    </message>
    <message>
      <source>PARTS: expected parts called {name} in {folder}, there are none. Make them first with --part I/N and this OUTPUT.</source>
      <translation>PARTS：{folder} 中应有名为 {name} 的部分，但一个也没有。请先用 --part I/N 和同一 OUTPUT 生成。</translation>
    </message>
    <message>
      <source>PARTS: expected parts of one N, parts of {name} are there for N = {counts}. Delete those of the wrong N.</source>
      <translation>PARTS：各部分的 N 应相同，{name} 的部分却有 N = {counts}。请删除 N 不对的部分。</translation>
    </message>
    <message>
      <source>PARTS: {count} are missing in {folder}: {missing}. Make these with --part, then join again; the parts that are there are kept. All computers must see the same folder.</source>
      <translation>PARTS：{folder} 中缺少 {count} 个部分：{missing}。请用 --part 生成它们，再合并；已有的部分会保留。所有计算机必须看到同一个文件夹。</translation>
    </message>
    <message>
      <source>INPUT: the parts were made from {name}, and their job files do not say where it lies. Name it with --input.</source>
      <translation>INPUT：各部分由 {name} 生成，而作业文件没有记录它的位置。请用 --input 指定。</translation>
    </message>
    <message>
      <source>DASK: the Python package {module} is missing for {python}. Install it: {python} -m pip install distributed cryptography. Or make the parts one by one with --part I/N.</source>
      <translation>DASK：{python} 缺少 Python 软件包 {module}。请安装：{python} -m pip install distributed cryptography。或者用 --part I/N 逐个生成各部分。</translation>
    </message>
    <message>
      <source>DASK: no scheduler answers at {address} ({reason}). Start one with `dask scheduler` and give the address that it prints, or `local` for this computer.</source>
      <translation>DASK：{address} 处没有调度器应答（{reason}）。请用 `dask scheduler` 启动一个并填写它显示的地址，或填写 `local` 使用本机。</translation>
    </message>
    <message>
      <source>DASK: no worker has been there for {seconds:.0f} seconds. Start some with `dask worker ADDRESS`, then run the same again: the {done} parts that are finished are kept.</source>
      <translation>DASK：已有 {seconds:.0f} s 没有任何工作进程。请用 `dask worker ADDRESS` 启动一些，然后重新运行：已完成的 {done} 个部分会保留。</translation>
    </message>
    <message>
      <source>DASK: the connection to the scheduler broke off. Run the same again: the {done} parts that are finished are kept.</source>
      <translation>DASK：与调度器的连接中断。请重新运行：已完成的 {done} 个部分会保留。</translation>
    </message>
    <message>
      <source>DASK: part {part} could not be made ({reason}). The {done} parts that are finished are kept: run the same again.</source>
      <translation>DASK：第 {part} 部分无法生成（{reason}）。已完成的 {done} 个部分会保留：请重新运行。</translation>
    </message>
    <message>
      <source>DASK: a worker can't run the engine ({reason}). On every worker Python needs torch, safetensors, GDAL and this version of gan_core on its path (PYTHONPATH).</source>
      <translation>DASK：某个工作进程无法运行计算引擎（{reason}）。每个工作进程的 Python 都需要 torch、safetensors、GDAL，并在其路径（PYTHONPATH）中有此版本的 gan_core。</translation>
    </message>
    <message>
      <source>INPUT: expected a raster that GDAL can open, got {path} ({reason}). Check the path and the format.</source>
      <translation>INPUT：需要 GDAL 能打开的栅格，当前为 {path}（{reason}）。请检查路径和格式。</translation>
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
      <translation>INPUT：需要连续值，{path} 的波段 {band} 是分类或调色板，两个类别之间的值没有意义。请先转换为 RGB（栅格 &gt; 转换 &gt; PCT转RGB）。</translation>
    </message>
    <message>
      <source>INPUT: expected one data type in all bands ({expected}), got {got}. Convert it first (Raster &gt; Conversion &gt; Translate).</source>
      <translation>INPUT：所有波段应为同一数据类型（{expected}），当前为 {got}。请先转换（栅格 &gt; 转换 &gt; 转换 (格式转换)）。</translation>
    </message>
    <message>
      <source>INPUT: expected values up to {most}, those of band {band} are larger, and sums of them are no numbers any more. Declare as nodata what is no measurement, or scale the values (Raster &gt; Raster Calculator).</source>
      <translation>INPUT：数值应不超过 {most}，波段 {band} 的数值更大，其总和已无法表示。请把不是测量值的像元声明为无数据，或缩放数值（栅格 &gt; 栅格计算器）。</translation>
    </message>
    <message>
      <source>INPUT: {name} was replaced, changed or removed during the run, so the result would be of two rasters. Nothing was written. Run again when the file is complete.</source>
      <translation>INPUT：{name} 在运行期间被替换、修改或删除，结果会混合两个栅格。未写入任何内容。请在文件完整后重新运行。</translation>
    </message>
    <message>
      <source>BANDS: expected {expected} different band numbers from 1 to {count} (no transparency band), got {got}.</source>
      <translation>BANDS：需要 {expected} 个不同的波段号，范围 1 至 {count}（不含透明度波段），当前为 {got}。</translation>
    </message>
    <message>
      <source>BANDS: expected at most {most} bands to look at, got {got}. Choose the most telling ones.</source>
      <translation>BANDS：最多使用 {most} 个波段，当前为 {got}。请选择最有区分力的波段。</translation>
    </message>
    <message>
      <source>EXTENT: expected a rectangle that overlaps the raster ({raster}), got {got}. Check its CRS.</source>
      <translation>EXTENT：需要与栅格（{raster}）相交的矩形，当前为 {got}。请检查坐标参照系。</translation>
    </message>
    <message>
      <source>EXTENT: expected XMIN below XMAX and YMIN below YMAX, got {got} (XMIN, YMIN to XMAX, YMAX). Put them in this order; only in degrees may XMIN be the larger one, for an extent over the date line.</source>
      <translation>EXTENT：XMIN 应小于 XMAX，YMIN 应小于 YMAX，当前为 {got}（XMIN, YMIN 到 XMAX, YMAX）。请按此顺序填写；只有以度为单位、范围跨越日界线时，XMIN 才可以更大。</translation>
    </message>
    <message>
      <source>EXTENT: {got} crosses the date line, and this raster ({raster}) ends there: it would take two rectangles. Run each side by itself.</source>
      <translation>EXTENT:{got} 跨越日界线，而此栅格（{raster}）在那里终止：这需要两个矩形。请两侧分别运行。</translation>
    </message>
    <message>
      <source>TILE_SIZE: expected 0 (automatic) or 64 to 4096 pixels, got {got}.</source>
      <translation>TILE_SIZE 应为 0（自动）或 64 至 4096 像元，当前为 {got}。</translation>
    </message>
    <message>
      <source>PRECISION: expected one of {expected}, got {got}.</source>
      <translation>PRECISION 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>STRENGTH: expected 0 (faithful) to 1 (full detail), got {got}.</source>
      <translation>STRENGTH 应为 0（保真）至 1（全部细节），当前为 {got}。</translation>
    </message>
    <message>
      <source>NOISE: expected 0 or a positive number in the layer's units, got {got}. Leave it empty to measure it.</source>
      <translation>NOISE 应为 0 或正数，以图层单位计，当前为 {got}。留空则自动测量。</translation>
    </message>
    <message>
      <source>SENSOR: expected one of {expected}, got {got}. auto recognizes the sensor or measures it.</source>
      <translation>SENSOR 应为 {expected} 之一，当前为 {got}。auto 会识别或测量传感器。</translation>
    </message>
    <message>
      <source>SHARPNESS: expected a number above 0 and at most 1 (sharp), got {got}. Leave it empty to measure it.</source>
      <translation>SHARPNESS 应为大于 0、不超过 1（清晰）的数，当前为 {got}。留空则自动测量。</translation>
    </message>
    <message>
      <source>MINIMUM: expected a confidence of 0 to 100 percent, got {got}.</source>
      <translation>MINIMUM：置信度应为 0 到 100%，当前为 {got}。</translation>
    </message>
    <message>
      <source>TRUST_PASSES: expected 2 to {most}, got {got}.</source>
      <translation>TRUST_PASSES 应为 2 到 {most}，当前为 {got}。</translation>
    </message>
    <message>
      <source>TRUST_BELOW: expected 0 to 100, got {got}.</source>
      <translation>TRUST_BELOW 应为 0 到 100，当前为 {got}。</translation>
    </message>
    <message>
      <source>DOUBTFUL: expected one of {expected}, got {got}.</source>
      <translation>DOUBTFUL 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>TRUST: expected a file other than OUTPUT, got {path}. Choose another name.</source>
      <translation>TRUST 应为不同于 OUTPUT 的文件，当前为 {path}。请换一个名称。</translation>
    </message>
    <message>
      <source>DOUBTFUL: the layer has no nodata value, mask or transparency that could say “nothing here”. Give it a nodata value (Raster &gt; Conversion &gt; Translate), or choose to soften doubtful pixels.</source>
      <translation>DOUBTFUL：该图层没有可以表示“此处无数据”的无数据值、掩膜或透明度。请先为其设置无数据值（栅格 &gt; 转换 &gt; 转换 (格式转换)），或选择柔化可疑像元。</translation>
    </message>
    <message>
      <source>MODEL: expected a classifier; at hand are {known}. Choose one, or run rastergan:trainclassifier.</source>
      <translation>MODEL 应为分类器；现有 {known}。请选择一个，或运行 rastergan:trainclassifier。</translation>
    </message>
    <message>
      <source>INPUT: {model} looks at {expected} bands ({bands}), the raster has {got}. Name the right ones in BANDS, or train a classifier on this raster.</source>
      <translation>INPUT：{model} 使用 {expected} 个波段（{bands}），栅格有 {got} 个。请在 BANDS 中指定正确的波段，或在此栅格上训练分类器。</translation>
    </message>
    <message>
      <source>SCORE: expected 0 to 1, or nothing for the model's own, got {got}.</source>
      <translation>SCORE 应为 0 到 1，或留空采用模型自身的值，当前为 {got}。</translation>
    </message>
    <message>
      <source>VIEWS: expected one of {expected}, got {got}.</source>
      <translation>VIEWS 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>MODEL: expected a detector of the library: {expected}. Run rastergan:traindetector to make one.</source>
      <translation>MODEL 应为模型库中的地物检测器：{expected}。可运行 rastergan:traindetector 得到一个。</translation>
    </message>
    <message>
      <source>MODEL: {model} looks at {expected} bands ({names}), this raster gives it {got}. Name that many in BANDS, in this order, or choose another model.</source>
      <translation>MODEL：{model} 使用 {expected} 个波段（{names}），该栅格提供 {got} 个。请在 BANDS 中按此顺序指定同样数量的波段，或选择其他模型。</translation>
    </message>
    <message>
      <source>CLASS: expected one of {expected}, got {got}.</source>
      <translation>CLASS 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>OTHER: expected a model with the scale and bands of {expected}, got {got}. Choose another.</source>
      <translation>OTHER：需要与 {expected} 倍数和波段相同的模型，当前为 {got}。请另选。</translation>
    </message>
    <message>
      <source>DOWNSTREAM: {model} takes {expected} bands ({names}), and the model is evaluated on the bands {got}. Choose just those under BANDS, or a model for single bands.</source>
      <translation>DOWNSTREAM 的 {model} 使用 {expected} 个波段（{names}），而模型是在波段 {got} 上评估的。请在 BANDS 中只选这些波段，或使用单波段模型。</translation>
    </message>
    <message>
      <source>FILE: {path} is no job file of an output ({reason}). Name the .json that lies beside it.</source>
      <translation>FILE：{path} 不是输出的作业文件（{reason}）。请指定位于输出旁边的 .json 文件。</translation>
    </message>
    <message>
      <source>INPUT: the job read {name}, which is not a file that is still there; addresses are not kept, as they may hold a password. Name the raster in INPUT.</source>
      <translation>INPUT：该作业读取的是 {name}，它不是仍然存在的文件；地址可能含有密码，因此不予保存。请在 INPUT 中指定栅格。</translation>
    </message>
    <message>
      <source>{what} is not what the job was run with (sha256 {got}, expected {expected}), so the pixels would differ. Find the one of then, or run the algorithm itself.</source>
      <translation>{what} 与当时运行作业时的不同（sha256 为 {got}，应为 {expected}），像元会因此不同。请找回当时的那一个，或直接运行该算法。</translation>
    </message>
    <message>
      <source>INPUT: expected one raster, got a folder, an archive or a metadata file: {path}. If it is a satellite's scene, run rastergan:openscene on it, and take one of the layers that it makes.</source>
      <translation>INPUT 应为一个栅格，当前为文件夹、压缩包或元数据文件：{path}。如果是卫星影像，请先用 rastergan:openscene 处理，再使用它生成的图层之一。</translation>
    </message>
    <message>
      <source>INPUT: expected a folder, a .zip or .tar, or a metadata or band file of a scene, got {path} ({reason}). Check the path; an archive may be damaged or not fully downloaded.</source>
      <translation>INPUT 应为影像的文件夹、.zip 或 .tar、元数据文件或波段文件，当前为 {path}（{reason}）。请检查路径；压缩包可能已损坏或未下载完整。</translation>
    </message>
    <message>
      <source>INPUT: {path} is no scene that is known here: it holds {names}. Expected Sentinel-2 SAFE (MTD_MSIL1C.xml or MTD_MSIL2A.xml), Landsat (…_MTL.txt), GF-1/2/6/7, ZY-3 or SuperView (….tiff), or band files such as …_B04.jp2.</source>
      <translation>INPUT：{path} 不是可识别的影像：其中有 {names}。应为哨兵二号 SAFE（MTD_MSIL1C.xml 或 MTD_MSIL2A.xml）、Landsat（…_MTL.txt）、高分一号/二号/六号/七号、资源三号或高景（….tiff），或 …_B04.jp2 之类的波段文件。</translation>
    </message>
    <message>
      <source>INPUT: expected one scene, {path} holds {count}. Choose one, and name its file: {names}</source>
      <translation>INPUT 应为一景影像，{path} 中有 {count} 景。请选择其一并指明其文件：{names}</translation>
    </message>
    <message>
      <source>INPUT: expected a scene, {path} holds archives within the archive. Unpack it first, and name one of them: {names}</source>
      <translation>INPUT 应为影像，{path} 是压缩包，其中又有压缩包。请先解压，再指明其中之一：{names}</translation>
    </message>
    <message>
      <source>INPUT: expected a scene, the folder {path} holds archives. Name one of them; it need not be unpacked: {names}</source>
      <translation>INPUT 应为影像，文件夹 {path} 中是压缩包。请指明其中之一，无需解压：{names}</translation>
    </message>
    <message>
      <source>INPUT: expected the folder of one scene, {path} holds more than {most} files. Name the scene's own folder.</source>
      <translation>INPUT 应为一景影像的文件夹，{path} 中的文件超过 {most} 个。请指明影像自己的文件夹。</translation>
    </message>
    <message>
      <source>INPUT: the metadata file {path} can't be read ({reason}). Copy it again from its source, or name one of the scene's band files: then the names alone tell which bands there are.</source>
      <translation>INPUT：无法读取元数据文件 {path}（{reason}）。请从来源重新复制，或指明影像的一个波段文件：这样仅凭名称识别波段。</translation>
    </message>
    <message>
      <source>INPUT: none of the files of {scene} is there ({missing}). Unpack or download it again, whole.</source>
      <translation>INPUT：{scene} 的文件全都不在（{missing}）。请重新完整解压或下载。</translation>
    </message>
    <message>
      <source>INPUT: {scene} lacks files that its metadata lists: {missing}. Unpack or download it again, whole; or choose under LAYERS only what is whole ({whole}); or name one of its band files, which opens what is there.</source>
      <translation>INPUT：{scene} 缺少元数据中列出的文件：{missing}。请重新完整解压或下载；或在 LAYERS 中只选完整的图层（{whole}）；或指明它的一个波段文件，以打开现有的波段。</translation>
    </message>
    <message>
      <source>LAYERS: {scene} has {expected}, got {got}. Leave it empty for all.</source>
      <translation>LAYERS：{scene} 有 {expected}，当前为 {got}。留空则为全部。</translation>
    </message>
    <message>
      <source>LAYERS: expected some of {expected}, got {got}.</source>
      <translation>LAYERS 应为 {expected} 中的若干个，当前为 {got}。</translation>
    </message>
    <message>
      <source>FORMAT: expected one of {expected}, got {got}.</source>
      <translation>FORMAT 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>INPUT: the bands of {scene} can't be one layer: {first} and {other} have different {what}. Name the folder of one tile (under GRANULE), or put files of one kind into a folder of their own.</source>
      <translation>INPUT：{scene} 的波段无法合成一个图层：{first} 与 {other} 不同之处：{what}。请指明单个图块的文件夹（在 GRANULE 下），或把同类文件放到单独的文件夹。</translation>
    </message>
    <message>
      <source>INPUT: expected {expected} bands in {path}, got {got}. It may be another product than its name says.</source>
      <translation>INPUT：{path} 中应有 {expected} 个波段，当前为 {got} 个。它可能不是名称所说的产品。</translation>
    </message>
    <message>
      <source>GUIDE: expected a finer raster of the same ground, got none. Name one.</source>
      <translation>GUIDE：需要同一区域的更精细栅格，但没有给出。请指定一个。</translation>
    </message>
    <message>
      <source>GUIDE: expected a raster that GDAL can open, got {path} ({reason})</source>
      <translation>GUIDE：需要 GDAL 能打开的栅格，当前为 {path}（{reason}）</translation>
    </message>
    <message>
      <source>GUIDE_BANDS: expected different band numbers from 1 to {count} (no transparency band), got {got}.</source>
      <translation>GUIDE_BANDS：需要 1 到 {count} 之间互不相同的波段号（不含透明度波段），当前为 {got}。</translation>
    </message>
    <message>
      <source>GUIDE: expected a raster whose pixels are {least} to {most:.0f} times smaller than the input's, got {ratio:.2f}. Choose a finer raster, or swap the two.</source>
      <translation>GUIDE：其像元应比输入的像元小 {least} 到 {most:.0f} 倍，当前为 {ratio:.2f} 倍。请选择更精细的栅格，或将两者对调。</translation>
    </message>
    <message>
      <source>GUIDE: expected a raster of the same ground, but {guide} and {input} do not overlap. Check both layers' CRS.</source>
      <translation>GUIDE：需要同一区域的栅格，但 {guide} 与 {input} 不重叠。请检查两个图层的坐标参照系。</translation>
    </message>
    <message>
      <source>GUIDE: expected that both rasters say where they lie, or neither; only one of {guide} and {input} has a CRS. Assign it first (Raster &gt; Projections &gt; Assign Projection).</source>
      <translation>GUIDE：两个栅格应都有坐标参照系或都没有；{guide} 和 {input} 中只有一个有坐标参照系。请先指定坐标参照系（栅格 &gt; 投影 &gt; 指定投影）。</translation>
    </message>
    <message>
      <source>GUIDE: expected a raster whose rows run from west to east and north comes first where the input lies otherwise; {path} is rotated. Warp it first (Raster &gt; Projections &gt; Warp).</source>
      <translation>GUIDE：当输入的方向不同时，引导栅格的行应由西向东且北方在上；{path} 是旋转的。请先重投影（栅格 &gt; 投影 &gt; 变形 (重投影)）。</translation>
    </message>
    <message>
      <source>GUIDE: expected a raster that shows the ground, but the valid pixels of {path} all have one value where it overlaps the input. Choose another band or raster.</source>
      <translation>GUIDE：需要显示地面的栅格，但 {path} 的有效像元都是同一个值。请选择其他波段或栅格。</translation>
    </message>
    <message>
      <source>GUIDE: the two rasters do not seem to be aligned (perhaps {shift:.1f} pixels of the input apart); by how much can't be told. Georeference one on the other; or, if you are sure of both, switch REGISTER off.</source>
      <translation>GUIDE：两个栅格似乎没有对齐（可能相差 {shift:.1f} 个输入像元），但无法确定相差多少。请将其中一个配准到另一个；如果您确信两者都正确，请关闭 REGISTER。</translation>
    </message>
    <message>
      <source>ADAPT: expected a model with a network, got the regression alone. Leave MODEL empty or name a model.</source>
      <translation>ADAPT：需要带网络的模型，得到的只是回归。请将 MODEL 留空或指定模型。</translation>
    </message>
    <message>
      <source>ADAPT: these layers are too small to learn from: at least 48 pixels of the input have to be left beside 36 that decide. Leave ADAPT at 0.</source>
      <translation>ADAPT：这些图层太小，无法学习：除用于验证的 36 个像元外，至少还需 48 个输入像元。请将 ADAPT 设为 0。</translation>
    </message>
    <message>
      <source>ADAPT: parts made on several computers would each learn by themselves. Adapt once without parts, then name the adapted model.</source>
      <translation>ADAPT：在多台计算机上分别制作的部分会各自学习。请先不分块适配一次，再指定适配后的模型。</translation>
    </message>
    <message>
      <source>{name}: expected nothing beside GUIDE: a model that sharpens is evaluated on the layers themselves, on all bands. Leave it empty, or leave GUIDE empty.</source>
      <translation>给出 GUIDE 时，{name} 应留空：锐化模型用图层本身、在所有波段上评估。请将它留空，或将 GUIDE 留空。</translation>
    </message>
    <message>
      <source>UNGUIDED: expected one of {expected}, got {got}.</source>
      <translation>UNGUIDED 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>MODEL: {model} is for {expected}; the names of this layer's bands are others. Leave MODEL empty, or name the bands.</source>
      <translation>MODEL:{model} 适用于 {expected}；此图层的波段名称与之不同。请将 MODEL 留空，或为波段命名。</translation>
    </message>
    <message>
      <source>MINUTES: expected more than 0 and less than 10000, got {got}.</source>
      <translation>MINUTES 应大于 0 且小于 10000，当前为 {got}。</translation>
    </message>
    <message>
      <source>GAN: expected one of {expected}, got {got}.</source>
      <translation>GAN 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>LEARNER: expected one of {expected}, got {got}.</source>
      <translation>LEARNER 应为 {expected} 之一，当前为 {got}。</translation>
    </message>
    <message>
      <source>COLOURS: expected CLASS=#rrggbb, got {got}.</source>
      <translation>COLOURS 应为类别=#rrggbb，当前为 {got}。</translation>
    </message>
    <message>
      <source>SIZE: expected {smallest} to {largest} pixels along a tile's side, got {got}.</source>
      <translation>SIZE：图块边长应为 {smallest} 至 {largest} 像元，当前为 {got}。</translation>
    </message>
    <message>
      <source>OVERLAP: expected 0 or more, and less than a tile's side of {size} pixels, got {got}.</source>
      <translation>OVERLAP 应为 0 或以上，且小于图块边长 {size} 像元，当前为 {got}。</translation>
    </message>
    <message>
      <source>COUNT: expected 1 or more tiles, got {got}.</source>
      <translation>COUNT 应为 1 个或以上图块，当前为 {got}。</translation>
    </message>
    <message>
      <source>INPUT: expected at least one whole tile of {size} × {size} pixels, the raster or EXTENT has {width} × {height}. Choose a smaller SIZE.</source>
      <translation>INPUT：至少应能容纳一个 {size} × {size} 像元的完整图块，栅格或 EXTENT 只有 {width} × {height}。请选择较小的 SIZE。</translation>
    </message>
    <message>
      <source>INPUT: none of its {count} tiles holds anything to learn from: they are empty, nodata, or all of one value. Choose another raster or EXTENT.</source>
      <translation>INPUT：{count} 个图块中没有可供学习的内容：它们为空、无数据或只有一个值。请选择其他栅格或 EXTENT。</translation>
    </message>
    <message>
      <source>TILES: expected a layer of polygons, {path} can't be read ({reason}). Run rastergan:maketiles to make one.</source>
      <translation>TILES 应为多边形图层，无法读取 {path}（{reason}）。请用 rastergan:maketiles 生成。</translation>
    </message>
    <message>
      <source>TILES: expected polygons, {path} holds none. Run rastergan:maketiles, or pick tiles on the map.</source>
      <translation>TILES 应有多边形，{path} 中没有。请用 rastergan:maketiles 生成，或在地图上选取图块。</translation>
    </message>
    <message>
      <source>TILES: expected at least {least} tiles, some for training and others, which share no pixel with them, for validation; got {learn} and {judge}. Pick more tiles; where no more fit, run rastergan:maketiles with a smaller tile size or on a larger raster.</source>
      <translation>TILES：应至少有 {least} 个图块，一部分用于训练，另一部分与其没有共同像元、用于验证；现有 {learn} 个和 {judge} 个。请选取更多图块；若已放不下，请用较小的图块大小或在较大的栅格上运行 rastergan:maketiles。</translation>
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
      <source>TILES: the {count} training tiles hold next to nothing but one value. Pick tiles with detail.</source>
      <translation>TILES 的 {count} 个训练图块几乎只有一个值。请选取有细节的图块。</translation>
    </message>
    <message>
      <source>PARENT: expected a model whose number of bands can be changed; this one takes {expected} bands, and {got} were asked for. Choose other BANDS or another PARENT.</source>
      <translation>PARENT 应为可改变波段数的模型；此模型使用 {expected} 个波段，而要求的是 {got} 个。请在 BANDS 中另选，或换一个 PARENT。</translation>
    </message>
    <message>
      <source>SYNTHETIC: expected a folder of tiles that rastergan:generate made of the samples' classes ({expected}), there are none in {got}. Train the generator on tiles with a class field of the same names.</source>
      <translation>SYNTHETIC 应为由 rastergan:generate 按样本类别（{expected}）生成的图块文件夹，{got} 中没有。请用带有相同类别名称字段的图块训练生成器。</translation>
    </message>
    <message>
      <source>SYNTHETIC: expected tiles of {expected} bands, as the classifier looks at, {path} has {got}. Generate them with a model of the same raster.</source>
      <translation>SYNTHETIC：图块应有 {expected} 个波段，与分类器所用的相同，{path} 有 {got} 个。请用同一栅格的模型生成图块。</translation>
    </message>
    <message>
      <source>LABELS: expected points or polygons, {path} can't be read ({reason}).</source>
      <translation>LABELS 应为点或多边形，无法读取 {path}（{reason}）。</translation>
    </message>
    <message>
      <source>LABELS: {path} holds no feature with a class. Draw some, or check FIELD.</source>
      <translation>LABELS 的 {path} 中没有带类别的要素。请绘制一些，或检查 FIELD。</translation>
    </message>
    <message>
      <source>LABELS: expected points or polygons, got {got}.</source>
      <translation>LABELS 应为点或多边形，当前为 {got}。</translation>
    </message>
    <message>
      <source>FIELD: expected the field that holds the class, one of {fields}; got {got}.</source>
      <translation>FIELD 应为存放类别的字段，即 {fields} 之一；当前为 {got}。</translation>
    </message>
    <message>
      <source>FIELD: expected text or whole numbers in {field}, got {got}. Round it into a new field first.</source>
      <translation>FIELD：{field} 应为文本或整数，当前为 {got}。请先取整到新字段。</translation>
    </message>
    <message>
      <source>LABELS: none of the {shapes} features lies on INPUT. Check that both have the right CRS and show the same area.</source>
      <translation>LABELS 的 {shapes} 个要素都不在 INPUT 上。请检查两者的坐标参照系是否正确、是否为同一区域。</translation>
    </message>
    <message>
      <source>LABELS: all {pixels} sample pixels are nodata in INPUT. Draw samples where the raster has values.</source>
      <translation>LABELS 的全部 {pixels} 个样本像元在 INPUT 中都是无数据。请在栅格有值处绘制样本。</translation>
    </message>
    <message>
      <source>LABELS: expected two classes or more on INPUT, got only {got}. Add samples of another class.</source>
      <translation>LABELS 在 INPUT 上应有两个或更多类别，当前只有 {got}。请再添加其他类别的样本。</translation>
    </message>
    <message>
      <source>LABELS: expected two sample pixels or more of every class, got one of {got}. One is for training while the other is for validation: add samples, or leave the class out.</source>
      <translation>LABELS 的每个类别应有两个或更多样本像元，{got} 只有一个。一个用于训练，另一个用于验证：请增加样本，或去掉该类别。</translation>
    </message>
    <message>
      <source>LABELS: expected at most {most} classes, FIELD holds {got}. Choose the field that holds the class.</source>
      <translation>LABELS：类别最多 {most} 个，FIELD 中有 {got} 个。请选择存放类别的字段。</translation>
    </message>
    <message>
      <source>{parameter}: texts in {path} are not UTF-8, and nothing beside it says how they are written. They could be {guesses}. Name the right one in ENCODING, or in a .cpg file beside the shapefile.</source>
      <translation>{parameter}：{path} 中的文字不是 UTF-8，旁边也没有说明其编码。可能是 {guesses}。请在 ENCODING 中或在 Shapefile 旁的 .cpg 文件中注明正确的编码。</translation>
    </message>
    <message>
      <source>ENCODING: expected one like {expected}, got {got}.</source>
      <translation>ENCODING 应类似 {expected}，当前为 {got}。</translation>
    </message>
    <message>
      <source>TRUTH: expected the bands {expected}, as in INPUT, {path} has {got}. Choose others in BANDS.</source>
      <translation>TRUTH：需要与 INPUT 相同的波段 {expected}，而 {path} 有 {got} 个波段。请在 BANDS 中另选。</translation>
    </message>
    <message>
      <source>TRUTH: {without} has no CRS and the other raster has one. Assign it (Raster &gt; Projections).</source>
      <translation>TRUTH:{without} 没有坐标参照系，而另一栅格有。请先指定（栅格 &gt; 投影）。</translation>
    </message>
    <message>
      <source>TRUTH: expected pixels of {expected} map units or smaller for a model at x{scale}, got {got}. Choose a finer raster, or a PARENT at another scale.</source>
      <translation>TRUTH：对 x{scale} 的模型，像元应不大于 {expected} 地图单位，当前为 {got}。请选择更精细的栅格，或其他倍数的 PARENT。</translation>
    </message>
    <message>
      <source>TRUTH: {path} can't be laid on INPUT ({reason}).</source>
      <translation>TRUTH:{path} 无法与 INPUT 配准（{reason}）。</translation>
    </message>
    <message>
      <source>TRUTH: {path} covers none of the {count} tiles. Pick tiles where both rasters have data.</source>
      <translation>TRUTH:{path} 未覆盖 {count} 个图块中的任何一个。请在两个栅格都有数据的地方选取图块。</translation>
    </message>
    <message>
      <source>TRUTH: it seems to lie {far:.1f} pixels beside INPUT, and the tiles differ in that by {spread:.1f}; up to {most:.0f} pixels are corrected where the tiles agree. Georeference one on the other, or check that both show the same place.</source>
      <translation>TRUTH：它似乎偏离 INPUT {far:.1f} 像元，各图块之间相差 {spread:.1f}；各图块一致时最多可校正 {most:.0f} 像元。请将两者配准，或检查是否为同一地点。</translation>
    </message>
    <message>
      <source>TRUTH: on none of the {count} tiles does {path} look like INPUT (correlation {least} or more). Choose bands that show the same colors, and dates without clouds or change between.</source>
      <translation>TRUTH：在 {count} 个图块上，{path} 都与 INPUT 不相似（相关系数须达到 {least}）。请选择颜色相同的波段，以及其间没有云或变化的日期。</translation>
    </message>
    <message>
      <source>{parameter}: expected a layer of polygons or points, {path} can't be read ({reason}).</source>
      <translation>{parameter}：应为多边形或点图层，无法读取 {path}（{reason}）。</translation>
    </message>
    <message>
      <source>OBJECTS: expected some boxes, polygons or points, {path} holds none. Draw three or more on the raster.</source>
      <translation>OBJECTS 应有若干方框、多边形或点，{path} 中没有。请在栅格上画三个或更多。</translation>
    </message>
    <message>
      <source>FIELD: expected one of the layer's fields ({expected}), got {got}.</source>
      <translation>FIELD 应为图层的字段之一（{expected}），当前为 {got}。</translation>
    </message>
    <message>
      <source>FIELD: expected at most {most} classes, {got} holds {count}. Choose the field that holds the class.</source>
      <translation>FIELD：最多 {most} 个类别，{got} 中有 {count} 个。请选择写有类别的字段。</translation>
    </message>
    <message>
      <source>SIZE: expected the side of the objects in the raster's map units, as they are points, got {got}. Measure one on the map.</source>
      <translation>SIZE：地物是点，因此需要以栅格地图单位表示的地物边长，当前为 {got}。请在地图上量一个。</translation>
    </message>
    <message>
      <source>OBJECTS: none can be used: {outside} lie outside the raster, {nodata} on nodata, {flat} are without an area, {nameless} have no class. Check that the objects belong to this raster.</source>
      <translation>OBJECTS：没有可用的地物：{outside} 个在栅格之外，{nodata} 个在无数据处，{flat} 个没有面积，{nameless} 个没有类别。请检查地物是否属于该栅格。</translation>
    </message>
    <message>
      <source>OBJECTS: they are about {got} pixels wide, a detector finds objects of up to {most}. Make the raster coarser first (Raster &gt; Projections &gt; Warp, with a coarser resolution).</source>
      <translation>OBJECTS 宽约 {got} 像元，地物检测器最多能检测 {most} 像元宽的地物。请先降低栅格的分辨率（栅格 &gt; 投影 &gt; 变形 (重投影)，采用更粗的分辨率）。</translation>
    </message>
    <message>
      <source>PRESET: expected one of {expected}, got {got}.</source>
      <translation>PRESET 应为 {expected} 之一，实际为 {got}。</translation>
    </message>
    <message>
      <source>METHOD: expected one of {expected}, got {got}.</source>
      <translation>METHOD 应为 {expected} 之一，实际为 {got}。</translation>
    </message>
    <message>
      <source>INPUT: expected a training raster; only colorizing can do without one. Choose the layer that is turned into TARGET.</source>
      <translation>INPUT：应有训练栅格，只有上色可以不用。请选择要转换成 TARGET 的图层。</translation>
    </message>
    <message>
      <source>METHOD: colorizing learns from pairs. Choose Automatic, and leave INPUT empty: a gray layer is made of TARGET.</source>
      <translation>METHOD：上色由成对的图块学习。请选择“自动”，并将 INPUT 留空：灰度图层由 TARGET 制作。</translation>
    </message>
    <message>
      <source>INPUT: expected one gray band to colorize, got {got}. Choose one in BANDS.</source>
      <translation>INPUT：上色应有一个灰度波段，实际为 {got} 个。请在 BANDS 中选择一个。</translation>
    </message>
    <message>
      <source>TARGET: expected red, green and blue to learn colors from, {path} has {got} bands and does not say which these are. Set their color interpretation, or choose another layer.</source>
      <translation>TARGET：学习颜色应有红、绿、蓝波段，{path} 有 {got} 个波段，且没有说明是哪几个。请设置其颜色解释，或选择其他图层。</translation>
    </message>
    <message>
      <source>TARGET: expected at least {least} tiles that {path} covers too, got {got} of {tiles}. Pick tiles where both layers have data and check their CRS; layers of different ground can be trained on unpaired (METHOD).</source>
      <translation>TARGET：至少应有 {least} 个图块也被 {path} 覆盖，{tiles} 个中只有 {got} 个。请在两个图层都有数据的地方选取图块，并检查其坐标参照系；显示不同区域的图层可以不成对训练（METHOD）。</translation>
    </message>
    <message>
      <source>{parameter}: the {count} training tiles hold nothing but one value in each. Pick tiles with detail, or another layer.</source>
      <translation>{parameter}：{count} 个训练图块中每个都只有一个值。请选取有细节的图块，或选择其他图层。</translation>
    </message>
    <message>
      <source>MODEL: expected the name of a translator, as the library holds none or several ({known}). Choose one, or run “Train a translator” to make one.</source>
      <translation>MODEL：应给出转换模型的名称，因为模型库中没有或有多个（{known}）。请选择一个，或运行“训练转换模型”制作一个。</translation>
    </message>
    <message>
      <source>INPUT: {model} takes {expected} bands ({bands}), the layer has {got}. Choose that many in BANDS, or another MODEL.</source>
      <translation>INPUT：{model} 需要 {expected} 个波段（{bands}），图层有 {got} 个。请在 BANDS 中选择同样多的波段，或选择其他 MODEL。</translation>
    </message>
    <message>
      <source>INPUT: {model} learned from values of type {expected}, the layer has {got}. Choose a layer of the same kind, or accept a layer unlike the training raster (UNLIKE).</source>
      <translation>INPUT：{model} 由 {expected} 类型的数值训练，图层为 {got}。请选择同类图层，或接受与训练栅格不相似的图层（UNLIKE）。</translation>
    </message>
    <message>
      <source>INPUT: band {band} is unlike what {model} learned from: {low:.4g} to {high:.4g} here, {learned_low:.4g} to {learned_high:.4g} there. Choose a layer of the same sensor and kind of ground, or accept a layer unlike the training raster (UNLIKE).</source>
      <translation>INPUT：波段 {band} 与 {model} 训练所用数据不相似：此处为 {low:.4g} 到 {high:.4g}，训练时为 {learned_low:.4g} 到 {learned_high:.4g}。请选择同一传感器、同类区域的图层，或接受与训练栅格不相似的图层（UNLIKE）。</translation>
    </message>
    <message>
      <source>{bad} failed, {look} warnings, {good} passed</source>
      <translation>{bad} 项未通过，{look} 项警告，{good} 项通过</translation>
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
      <source>{model} takes {bands} together, and this layer does not say which of its bands they are, so {used} takes each band by itself. To use {model}, give its bands in BANDS</source>
      <translation>{model} 需要同时使用 {bands}，而该图层没有说明哪些波段是它们，所以由 {used} 逐个处理每个波段。要使用 {model}，请在 BANDS 中给出其波段</translation>
    </message>
    <message>
      <source>{model} was made for {bands}, and bands {numbers} are not declared as these: colors may be less true. {better} takes each band by itself and is made for any band</source>
      <translation>{model} 用于 {bands}，而波段 {numbers} 没有声明为这些：颜色可能不够真实。{better} 逐波段处理，适用于任何波段</translation>
    </message>
    <message>
      <source>{model} sees its bands in one range, and these are too unlike for it ({ranges}): {used} takes each band by itself</source>
      <translation>{model} 以同一取值范围看待各波段，而这些波段的范围相差太大（{ranges}）：改由 {used} 逐个波段处理</translation>
    </message>
    <message>
      <source>Band {bands}: transparency, repeated unchanged</source>
      <translation>波段 {bands}：透明度，原样重复</translation>
    </message>
    <message>
      <source>{model} has faithful weights only: no GAN detail is added</source>
      <translation>{model} 只有保真权重：不添加 GAN 细节</translation>
    </message>
    <message>
      <source>{width} × {height} pixels; tiles: {tiles}, each {core} pixels wide with {halo} more around; computing on {device}</source>
      <translation>{width} × {height} 像元；分块：{tiles} 个，每块宽 {core} 像元，四周另加 {halo}；计算设备：{device}</translation>
    </message>
    <message>
      <source>{model} takes more context than its tiles hold: faint seams between tiles are possible</source>
      <translation>{model} 需要的上下文超出处理分块：分块之间可能有轻微接缝</translation>
    </message>
    <message>
      <source>{model} computes in {kind}, {gain:.1f} times faster here; 99.9% of its values differ by at most {difference:.2g}% of the range</source>
      <translation>{model} 以 {kind} 计算，在此计算机上快 {gain:.1f} 倍；99.9% 的值相差不超过取值范围的 {difference:.2g}%</translation>
    </message>
    <message>
      <source>{model} computes exactly: fewer bits would not be faster here, or would be seen</source>
      <translation>{model} 精确计算：使用更少的位数在此不会更快，或会看出差别</translation>
    </message>
    <message>
      <source>{count} parts for {workers} workers</source>
      <translation>{count} 个部分，{workers} 个工作进程</translation>
    </message>
    <message>
      <source>{done} parts are there already, of an earlier run of this job</source>
      <translation>已有 {done} 个部分，来自此作业先前的运行</translation>
    </message>
    <message>
      <source>A worker was lost: its part goes to another</source>
      <translation>一个工作进程丢失：它的部分将由另一个完成</translation>
    </message>
    <message>
      <source>All parts are made; putting them together</source>
      <translation>所有部分均已完成；正在合并</translation>
    </message>
    <message>
      <source>The layer's RPCs hold values that are no numbers: they are left out of the output</source>
      <translation>图层的 RPC 含有无效数值：输出中不包含这些 RPC</translation>
    </message>
    <message>
      <source>The layer's ground control points are kept, their names and descriptions are not: a GeoTIFF has no room for them</source>
      <translation>图层的地面控制点已保留，但其名称和说明没有保留：GeoTIFF 无处存放</translation>
    </message>
    <message>
      <source>{device} failed ({reason}): going on with the processor</source>
      <translation>{device} 出错（{reason}）：改用处理器继续</translation>
    </message>
    <message>
      <source>Memory is short: going on with {remedy}; the pixels stay the same</source>
      <translation>内存不足，改用以下方式继续：{remedy}；像元结果不变</translation>
    </message>
    <message>
      <source>Band {bands}, sensor {sensor}: {response:.2f} of the finest pattern's contrast is left (1: perfect), noise {noise:.3g} (standard deviation)</source>
      <translation>波段 {bands}，传感器 {sensor}：最高频对比度保留 {response:.2f}（1：理想），噪声 {noise:.3g}（标准差）</translation>
    </message>
    <message>
      <source>Band {bands}: too flat or too small to measure its sensor; taken as usual: {response:.2f} of the finest pattern's contrast, no noise. Choose a SENSOR, or give SHARPNESS and NOISE</source>
      <translation>波段 {bands}：过于平坦或过小，无法测量传感器；按常见情况处理：最高频对比度保留 {response:.2f}，无噪声。可选择 SENSOR，或填写 SHARPNESS 和 NOISE</translation>
    </message>
    <message>
      <source>What the sensor leaves of the finest pattern's contrast (1: perfect): {bands} ({sensor})</source>
      <translation>传感器保留的最高频对比度（1：完美）：{bands}（{sensor}）</translation>
    </message>
    <message>
      <source>{bands}: how much the sensor blurs is not published, and can't be measured beside this guide: these bands of the result are not held to the input's values. Name a SENSOR to take its usual blur</source>
      <translation>{bands}：传感器的模糊程度没有公布，也无法借助此引导图层测量：结果的这些波段不与输入的数值保持一致。如要采用其常见的模糊程度，请指定 SENSOR</translation>
    </message>
    <message>
      <source>{model} was adapted to these layers before: it is used again</source>
      <translation>{model} 以前已针对这些图层适配：再次使用</translation>
    </message>
    <message>
      <source>Adapted: {gain:.2f} dB better on a part that was not learned from. In the library as {model}</source>
      <translation>已适配：在未参与学习的部分上提高 {gain:.2f} dB。已存入模型库：{model}</translation>
    </message>
    <message>
      <source>Learning on these layers made {model} no better on the validation part: it stays as it was</source>
      <translation>在这些图层上学习并未使 {model} 在验证部分上变好：保持原样</translation>
    </message>
    <message>
      <source>A look at the input, spread over all of it, met no valid pixel: check its nodata value and mask</source>
      <translation>在整个输入上均匀抽查，没有遇到有效像元：请检查其无数据值和掩膜</translation>
    </message>
    <message>
      <source>The layers are too small or too much of them is invalid to measure whether they lie on each other: their positions are believed</source>
      <translation>图层太小或无效像元太多，无法测量是否对齐：按文件所述的位置处理</translation>
    </message>
    <message>
      <source>The two rasters are aligned to {doubt:.2f} pixels of the input</source>
      <translation>两个栅格已对齐，误差为 {doubt:.2f} 个输入像元</translation>
    </message>
    <message>
      <source>The two rasters lie {columns:.2f} columns and {rows:.2f} rows of the guide apart, measured to {doubt:.2f} pixels of the input: the input is moved onto the guide</source>
      <translation>两个栅格相差引导栅格的 {columns:.2f} 列和 {rows:.2f} 行（测量误差 {doubt:.2f} 个输入像元）：输入已移到引导栅格上</translation>
    </message>
    <message>
      <source>Seen again through its sensor, what is held to the input differs from it by {error:.3f} standard deviations of the bands</source>
      <translation>与输入保持一致的波段经其传感器再次成像后，与输入相差波段标准差的 {error:.3f} 倍</translation>
    </message>
    <message>
      <source>Too little of the reference looks like the layer to measure whether it is aligned: its position is believed</source>
      <translation>参考图层与图层相像之处太少，无法测量是否对齐：按其自身位置使用</translation>
    </message>
    <message>
      <source>The reference is aligned to {doubt:.2f} pixels</source>
      <translation>参考图层已对齐，精确到 {doubt:.2f} 个像元</translation>
    </message>
    <message>
      <source>The reference lay beside the layer, measured to {doubt:.2f} pixels: it is moved by {columns:.2f} columns to the right and {rows:.2f} rows down</source>
      <translation>参考图层与图层没有对齐（测量精确到 {doubt:.2f} 个像元）：将其向右移动 {columns:.2f} 列、向下移动 {rows:.2f} 行</translation>
    </message>
    <message>
      <source>Filled: {share:.2f}% of the pixels ({filled}), the mean sureness is {sureness:.0f} of 100; the farthest lies {farthest:.0f} pixels from a valid one. Left as they are, too wide or open towards the edge: {left} pixels</source>
      <translation>已填补：{share:.2f}% 的像元（{filled} 个），平均可靠度为 {sureness:.0f}（满分 100）；最远的距有效像元 {farthest:.0f} 个像元。过宽或向边缘敞开而保持原样的：{left} 个像元</translation>
    </message>
    <message>
      <source>{model} is worth using here: made coarser, its error (RMSE) is {less:.0f}% smaller than bicubic interpolation's and {added:.0f}% smaller than the regression's alone (tiles: {tiles}).</source>
      <translation>{model} 适合这里：降采样后，其误差（RMSE）比双三次插值小 {less:.0f}%，比单用回归小 {added:.0f}%（图块数：{tiles}）。</translation>
    </message>
    <message>
      <source>{model} is no better here than the regression alone: made coarser, its error (RMSE) is {less:.0f}% smaller than bicubic interpolation's, but {regression:.0f}% of the regression's (tiles: {tiles}).</source>
      <translation>{model} 在这里并不优于单用回归：降采样后，其误差（RMSE）比双三次插值小 {less:.0f}%，但为回归误差的 {regression:.0f}%（图块数：{tiles}）。</translation>
    </message>
    <message>
      <source>The regression is worth using here: made coarser, its error (RMSE) is {less:.0f}% smaller than bicubic interpolation's (tiles: {tiles}).</source>
      <translation>回归适合这里：降采样后，其误差（RMSE）比双三次插值小 {less:.0f}%（图块数：{tiles}）。</translation>
    </message>
    <message>
      <source>Do not sharpen these layers with {model}: made coarser, its error (RMSE) is {share:.0f}% of bicubic interpolation's (tiles: {tiles}).</source>
      <translation>请勿用 {model} 锐化这些图层：降采样后，其误差（RMSE）为双三次插值的 {share:.0f}%（图块数：{tiles}）。</translation>
    </message>
    <message>
      <source>Largest shift of the mean of a block of 8 × 8 pixels: {error:.2f} standard errors of what was removed (at most 3)</source>
      <translation>8 × 8 像元块均值的最大偏移：所去除成分的 {error:.2f} 个标准误差（最多 3）</translation>
    </message>
    <message>
      <source>{model}: the result and the truth are identical on at least one tile (PSNR is infinite)</source>
      <translation>{model}：至少在一个图块上结果与真值完全相同（PSNR 为无穷大）</translation>
    </message>
    <message>
      <source>Trust: {trusted:.0f}% of the pixels have 80 or more; at least 90% of these are within 2% of the value range</source>
      <translation>可信度：{trusted:.0f}% 的像元为 80 或以上；其中至少 90% 的误差在取值范围的 2% 以内</translation>
    </message>
    <message>
      <source>Trust: {trusted:.0f}% of the pixels have 80 or more. It is uncalibrated, an order of pixels but no promise: {reason}</source>
      <translation>可信度：{trusted:.0f}% 的像元为 80 或以上。未校准，只能比较像元的先后，不作保证：{reason}</translation>
    </message>
    <message>
      <source>{satellite} {level}, {date}: {scene}</source>
      <translation>{satellite} {level}，{date}：{scene}</translation>
    </message>
    <message>
      <source>Processing baseline {baseline}</source>
      <translation>处理基线 {baseline}</translation>
    </message>
    <message>
      <source>{layer}: {bands}; {width} × {height} pixels of {pixel:g} map units</source>
      <translation>{layer}：{bands}；{width} × {height} 像元，像元大小 {pixel:g} 个地图单位</translation>
    </message>
    <message>
      <source>{layer}: {bands}; {width} × {height} pixels, which have no position on a map yet</source>
      <translation>{layer}：{bands}；{width} × {height} 像元，尚无地图位置</translation>
    </message>
    <message>
      <source>Bands of this sensor that the scene does not hold: {bands}</source>
      <translation>该传感器有而此影像没有的波段：{bands}</translation>
    </message>
    <message>
      <source>Left out, as none of its files is there: {layer} ({bands})</source>
      <translation>已略去，因为其文件全都不在：{layer}（{bands}）</translation>
    </message>
    <message>
      <source>Known by the names of its files alone: its level, scale and offset are unknown. Name its metadata file to have them</source>
      <translation>仅凭文件名识别：级别、比例和偏移未知。如需这些信息，请指明其元数据文件</translation>
    </message>
    <message>
      <source>Sensor: {sensor}. It stands in the layers: nothing is to be chosen for it elsewhere</source>
      <translation>传感器：{sensor}。它已写入图层，在别处无需再选择</translation>
    </message>
    <message>
      <source>Sensor: unknown. Upscale and Enhance measure its blur and noise</source>
      <translation>传感器：未知。超分辨率重建和影像增强会测量其模糊和噪声</translation>
    </message>
    <message>
      <source>{path} is compressed as a whole: whatever reads the layers unpacks it from the beginning each time. Unpack it, or choose the format GeoTIFF</source>
      <translation>{path} 是整体压缩的：每次读取图层都要从头解压。请先解压，或选择 GeoTIFF 格式</translation>
    </message>
    <message>
      <source>Enhanced first; upscaling the result</source>
      <translation>已先增强；正在对增强后的结果做超分辨率重建</translation>
    </message>
    <message>
      <source>{count} detections with a score of {score:.2f} or more</source>
      <translation>得分不低于 {score:.2f} 的检测结果共 {count} 个</translation>
    </message>
    <message>
      <source>The values of {band} (about {got:.4g}) are not like those that {model} was trained on: the map may be wrong. Check BANDS, or train a classifier on this raster</source>
      <translation>{band} 的值（约 {got:.4g}）与训练 {model} 时不同：地图可能有误。请检查 BANDS，或在此栅格上训练分类器</translation>
    </message>
    <message>
      <source>{count} synthetic tiles made with {model}; {outside} cut at the edge</source>
      <translation>用 {model} 制作了 {count} 个合成图块；{outside} 个在边缘被裁切</translation>
    </message>
    <message>
      <source>In the library as {model}: {title}; bands: {bands}, context margin {halo} pixels</source>
      <translation>已存入模型库，名为 {model}：{title}；波段：{bands}，上下文边距 {halo} 像元</translation>
    </message>
    <message>
      <source>The file does not say in which range its network sees values; what keeps plain gray best: {reading}</source>
      <translation>文件没有说明其网络使用的取值范围；最能保持纯灰不变的是：{reading}</translation>
    </message>
    <message>
      <source>Plain gray does not stay gray, by up to {error:.3g}% of the range: it may be no network for upscaling or cleaning. Keeping the input's values takes that out of an upscaled layer</source>
      <translation>纯灰没有保持不变，最多偏离取值范围的 {error:.3g}%：它可能不是用于超分辨率重建或增强的网络。保持输入数值可以在超分辨率重建结果中消除这种偏离</translation>
    </message>
    <message>
      <source>{model} has no license in its card: check where its weights come from whether you may use them, and import it again with LICENCE</source>
      <translation>{model} 的说明卡里没有许可证：请到权重的来源处确认能否使用，并填写 LICENCE 后重新导入</translation>
    </message>
    <message>
      <source>Checked against this program: pixels differ by up to {error:.3g}, 1 being the whole range</source>
      <translation>已与本程序核对：像元最多相差 {error:.3g}，1 为整个取值范围</translation>
    </message>
    <message>
      <source>The exported file was not checked: the Python package onnxruntime is missing</source>
      <translation>没有核对导出的文件：缺少 Python 包 onnxruntime</translation>
    </message>
    <message>
      <source>An earlier run was interrupted before a part of it was saved, or had other settings: starting from the beginning</source>
      <translation>先前的运行在保存任何部分之前中断，或参数不同：从头开始</translation>
    </message>
    <message>
      <source>An earlier run of the same was interrupted: resuming at {share:.0%}, which is finished</source>
      <translation>先前相同的任务被中断：从已完成的 {share:.0%} 处继续</translation>
    </message>
    <message>
      <source>It will take about {time}, {memory} of memory and {disk} on the disk for the whole output</source>
      <translation>大约需要 {time}、{memory} 内存；整个输出约占磁盘 {disk}</translation>
    </message>
    <message>
      <source>The drive with {name} has not answered for {seconds} s. It goes on by itself when the drive answers; if it fails, what is finished is kept</source>
      <translation>{name} 所在的驱动器已有 {seconds} s 没有响应。驱动器恢复响应后会自动继续；如果失败，已完成的部分会保留</translation>
    </message>
    <message>
      <source>{share:.0%} is finished and kept in {path}: run the same again to go on from there, or delete that file</source>
      <translation>已完成 {share:.0%}，保存在 {path}：再次运行相同的任务即可从该处继续，或删除该文件</translation>
    </message>
    <message>
      <source>{name}: this format, with these creation options, does not keep every value: in the file they differ from what was computed by up to {error:.3g} (band {band}). What is told of the result is measured in the file</source>
      <translation>{name}：此格式及其创建选项不能保留每个数值：文件中的数值与计算结果最多相差 {error:.3g}（波段 {band}）。下文关于结果的数字均在该文件中测得</translation>
    </message>
    <message>
      <source>{name} could not keep all that the input says of itself: {what}</source>
      <translation>{name} 未能保留输入自身的全部说明：{what}</translation>
    </message>
    <message>
      <source>Seen again through the layer's sensor, brightness over 8 × 8 pixels differs from the input by {error:.3g} at most ({share:.2g}% of its band's range)</source>
      <translation>按图层的传感器再次成像，8 × 8 像元的亮度与输入最多相差 {error:.3g}（为其波段取值范围的 {share:.2g}%）</translation>
    </message>
    <message>
      <source>Seen again through the layer's sensor, the result differs from the input by {error:.2f} times its noise (root mean square)</source>
      <translation>再次经图层的传感器成像后，结果与输入相差其噪声的 {error:.2f} 倍（均方根）</translation>
    </message>
    <message>
      <source>Worst difference between the input and the output averaged to its grid: {error:.3g} ({share:.2g}% of its band's range)</source>
      <translation>降采样回输入网格后的最大差值：{error:.3g}（为其波段取值范围的 {share:.2g}%）</translation>
    </message>
    <message>
      <source>Gain over a linear regression by pixel on validation tiles (dB)</source>
      <translation>验证图块上相对逐像元线性回归的增益（dB）</translation>
    </message>
    <message>
      <source>Loss of the detector</source>
      <translation>地物检测器损失</translation>
    </message>
    <message>
      <source>Gain over the base model on validation tiles (dB)</source>
      <translation>验证图块上相对基础模型的增益（dB）</translation>
    </message>
    <message>
      <source>Difference in texture to the truth (0 = none)</source>
      <translation>与真值的纹理差异（0：无）</translation>
    </message>
    <message>
      <source>Distance to the real tiles (KID, 0 = the same kind of image)</source>
      <translation>与真实图块的距离（KID，0：同类图像）</translation>
    </message>
    <message>
      <source>Diversity of the images (1 = as varied as real tiles)</source>
      <translation>图像的多样性（1：与真实图块一样多样）</translation>
    </message>
    <message>
      <source>Loss of the generator</source>
      <translation>生成器损失</translation>
    </message>
    <message>
      <source>Margin of the discriminator (0 = it can't tell)</source>
      <translation>判别器优势（0：无法分辨）</translation>
    </message>
    <message>
      <source>Learning rate (share of the first)</source>
      <translation>学习率（与初始值之比）</translation>
    </message>
    <message>
      <source>{tiles} tiles, {chosen} chosen; {held} of these for validation, which a model is not trained on</source>
      <translation>共 {tiles} 个图块，选中 {chosen} 个；其中 {held} 个用于验证，不参与训练</translation>
    </message>
    <message>
      <source>{chosen} tiles chosen of {count} that were asked for: {tiles} tiles of {size} × {size} pixels lie on the raster or EXTENT, and those that are empty or too plain are not chosen. Choose a smaller SIZE or a larger raster</source>
      <translation>要求选出 {count} 个图块，实际选出 {chosen} 个：栅格或 EXTENT 上有 {tiles} 个 {size} × {size} 像元的图块，其中空白或过于平坦的不会被选中。请选择较小的 SIZE 或较大的栅格</translation>
    </message>
    <message>
      <source>Tiles left out: {outside} outside the raster, {small} smaller than {least} pixels, {empty} nodata or of one value</source>
      <translation>未使用的图块：{outside} 个在栅格之外，{small} 个小于 {least} 像元，{empty} 个为无数据或只有一个值</translation>
    </message>
    <message>
      <source>Training on {learn} tiles, starting from {parent}; {judge} others are held out for validation</source>
      <translation>用 {learn} 个图块训练，基础模型为 {parent}；另有 {judge} 个留作验证</translation>
    </message>
    <message>
      <source>{model}: {psnr:.2f} dB, {gain:+.2f} dB over bicubic interpolation (tiles: {tiles})</source>
      <translation>{model}：{psnr:.2f} dB，比双三次插值高 {gain:+.2f} dB（图块数：{tiles}）</translation>
    </message>
    <message>
      <source>{model}: {psnr:.2f} dB, {gain:+.2f} dB over the layer as it is (tiles: {tiles})</source>
      <translation>{model}：{psnr:.2f} dB，比未处理的图层高 {gain:+.2f} dB（图块数：{tiles}）</translation>
    </message>
    <message>
      <source>Training on {learn} objects ({classes}); {held} others, on ground of their own, are held out for validation</source>
      <translation>用 {learn} 个地物训练（{classes}）；另有 {held} 个地物及其区域留作验证</translation>
    </message>
    <message>
      <source>Objects left out: {outside} outside the raster, {nodata} on nodata, {flat} without an area, {nameless} without a class</source>
      <translation>未使用的地物：{outside} 个在栅格之外，{nodata} 个在无数据处，{flat} 个没有面积，{nameless} 个没有类别</translation>
    </message>
    <message>
      <source>Too few objects to hold any out for validation: the figures are of the training objects, and flatter. From {least} on, a fifth is held out</source>
      <translation>地物太少，无法留作验证：指标取自训练地物，偏乐观。从 {least} 个起，五分之一留作验证</translation>
    </message>
    <message>
      <source>Memory holds {squares} squares of this raster: {count} objects outside them are left out. Mark objects that lie closer together, or clip the raster</source>
      <translation>内存可容纳该栅格的 {squares} 个小区域：其外的 {count} 个地物未被使用。请标记彼此更近的地物，或裁剪栅格</translation>
    </message>
    <message>
      <source>Only one object of the class {name}: whatever looks different from it will be missed</source>
      <translation>类别 {name} 只有一个地物：与它外观不同的都会漏掉</translation>
    </message>
    <message>
      <source>{count} more objects detected where nothing was marked, with a score of {least:.1f} or more: the detector learns from these too, and some may be wrong</source>
      <translation>在没有标记的区域又检测到 {count} 个地物，得分不低于 {least:.1f}：地物检测器也会从中学习，其中有些可能是错的</translation>
    </message>
    <message>
      <source>First round, step {step} of {steps}: loss {loss:.3f}; about {left:.0f} s left</source>
      <translation>第一轮，第 {step} 步，共 {steps} 步：损失 {loss:.3f}；约剩 {left:.0f} s</translation>
    </message>
    <message>
      <source>Second round, with the objects detected in the first, step {step} of {steps}: loss {loss:.3f}; about {left:.0f} s left</source>
      <translation>第二轮（加入第一轮检测到的地物），第 {step} 步，共 {steps} 步：损失 {loss:.3f}；约剩 {left:.0f} s</translation>
    </message>
    <message>
      <source>In the library as {model}: AP50 {ap50:.2f}, precision {precision:.2f} and recall {recall:.2f} from a score of {score:.2f} on</source>
      <translation>已存入模型库，名为 {model}：AP50 {ap50:.2f}，得分不低于 {score:.2f} 时精确率 {precision:.2f}、召回率 {recall:.2f}</translation>
    </message>
    <message>
      <source>The tiles are made coarser as the raster's own sensor would show them: besides averaging, blur that leaves {mtf:.0%} of the finest contrast, and noise of {noise:.2%} of the range</source>
      <translation>按栅格自身传感器的成像方式对图块降采样：除平均外，还加上使最高频对比度只剩 {mtf:.0%} 的模糊，以及取值范围 {noise:.2%} 的噪声</translation>
    </message>
    <message>
      <source>TRUTH moved by {rows:.2f} rows and {columns:.2f} columns of the input, which is where the two lie on each other; {pairs} tiles show the same ground, {left} were left out</source>
      <translation>TRUTH 已移动输入的 {rows:.2f} 行和 {columns:.2f} 列，使两者重合；{pairs} 个图块显示同一区域，{left} 个未采用</translation>
    </message>
    <message>
      <source>The training keeps its state in {folder}. The tab “Trainings” of the Raster GAN panel shows it, pauses and ends it</source>
      <translation>训练状态保存在 {folder}。可在 Raster GAN 面板的“训练任务”选项卡中查看、暂停和结束训练</translation>
    </message>
    <message>
      <source>The training keeps its state in {folder}. Put an empty file called stop there to end it with the best so far, or one called pause to pause it</source>
      <translation>训练的状态保存在 {folder}。在其中放一个名为 stop 的空文件，可用目前最好的结果结束训练；名为 pause 的文件可使其暂停</translation>
    </message>
    <message>
      <source>Resuming at step {step}, after {minutes:.1f} minutes</source>
      <translation>从第 {step} 步继续，此前已用 {minutes:.1f} 分钟</translation>
    </message>
    <message>
      <source>Step {step} of {steps}: {gain:+.2f} dB on the validation part; about {left:.0f} s left</source>
      <translation>第 {step} 步，共 {steps} 步：验证部分 {gain:+.2f} dB；约剩 {left:.0f} s</translation>
    </message>
    <message>
      <source>Step {step} of {steps}: {psnr:.2f} dB on validation tiles, {gain:+.2f}; about {left:.0f} s left</source>
      <translation>第 {step} 步，共 {steps} 步：验证图块上 {psnr:.2f} dB，{gain:+.2f}；约剩 {left:.0f} s</translation>
    </message>
    <message>
      <source>Step {step}: the network gave values that are no numbers. Back to the last good weights, at half the learning rate</source>
      <translation>第 {step} 步：网络给出了无效数值。恢复到上一组良好的权重，学习率减半</translation>
    </message>
    <message>
      <source>Step {step}: the images turn gray. Back to the last good weights, at half the learning rate</source>
      <translation>第 {step} 步：图像变灰。恢复到上一组良好的权重，学习率减半</translation>
    </message>
    <message>
      <source>Step {step}: the colors drift away. Back to the last good weights, at half the learning rate</source>
      <translation>第 {step} 步：颜色漂移。恢复到上一组良好的权重，学习率减半</translation>
    </message>
    <message>
      <source>Step {step}: a checkered pattern appears. Back to the last good weights, at half the learning rate</source>
      <translation>第 {step} 步：出现棋盘格图案。恢复到上一组良好的权重，学习率减半</translation>
    </message>
    <message>
      <source>Step {step}: the discriminator has won. It is held back and sees more varied images</source>
      <translation>第 {step} 步：判别器占了上风。将其减弱，并让它看到更多变化的图像</translation>
    </message>
    <message>
      <source>Step {step}: mode collapse, the images all become alike. Both networks go back to the last good weights, with stronger penalties and more varied images</source>
      <translation>第 {step} 步：出现模式崩溃（生成的图像趋于相同）。两个网络都恢复到上一组良好的权重，惩罚更强，图像变化更多</translation>
    </message>
    <message>
      <source>The training's state could not be saved ({reason}); what was saved before is kept. Free some space</source>
      <translation>无法保存训练状态（{reason}）；之前保存的仍保留。请腾出一些空间</translation>
    </message>
    <message>
      <source>Training on {pixels} sample pixels: {classes}</source>
      <translation>用 {pixels} 个样本像元训练：{classes}</translation>
    </message>
    <message>
      <source>Samples left out: {outside} features off the raster, {unnamed} without a class, {nodata} pixels of nodata, {twice} that two classes claim</source>
      <translation>未使用的样本：{outside} 个要素在栅格之外，{unnamed} 个没有类别，{nodata} 个像元无数据，{twice} 个像元同属两个类别</translation>
    </message>
    <message>
      <source>{learner}: {accuracy:.1f}% right on samples that it did not see, loss {loss:.3f} (lower is better)</source>
      <translation>{learner}：在未见过的样本上正确率 {accuracy:.1f}%，损失 {loss:.3f}（越低越好）</translation>
    </message>
    <message>
      <source>{tiles} synthetic tiles help: {with_them:.1f}% right on real samples with them, {without:.1f}% without; used for training</source>
      <translation>{tiles} 个合成图块有帮助：使用时真实样本的正确率为 {with_them:.1f}%，不用时为 {without:.1f}%；已用于训练</translation>
    </message>
    <message>
      <source>{tiles} synthetic tiles don't clearly help: {with_them:.1f}% right on real samples with them, {without:.1f}% without; not used</source>
      <translation>{tiles} 个合成图块没有明显帮助：使用时真实样本的正确率为 {with_them:.1f}%，不用时为 {without:.1f}%；未使用</translation>
    </message>
    <message>
      <source>In the library as {model}, learned by {learner}: overall accuracy {overall:.1f}%, kappa {kappa:.3f}</source>
      <translation>已存入模型库，名为 {model}，由 {learner} 学得：总体精度 {overall:.1f}%，Kappa 系数 {kappa:.3f}</translation>
    </message>
    <message>
      <source>The GAN's weights were not kept: {reasons}</source>
      <translation>未保留 GAN 权重：{reasons}</translation>
    </message>
    <message>
      <source>In the library as {model}: {gain:+.2f} dB over its base model</source>
      <translation>已存入模型库，名为 {model}：比基础模型高 {gain:+.2f} dB</translation>
    </message>
    <message>
      <source>Learning from {tiles} pieces of the raster, {bands} bands, to make tiles of {size} × {size} pixels</source>
      <translation>从栅格的 {tiles} 个片段学习，{bands} 个波段，制作 {size} × {size} 像元的图块</translation>
    </message>
    <message>
      <source>Classes: {names}; {unnamed} tiles without a class are left out</source>
      <translation>类别：{names}；{unnamed} 个没有类别的图块未使用</translation>
    </message>
    <message>
      <source>Kinds of ground told apart by their looks: {kinds}. Each is made as often as it occurs</source>
      <translation>按外观区分出的地面类型：{kinds}。生成时各类型按其出现的比例</translation>
    </message>
    <message>
      <source>Step {step}: images {diversity:.0%} as varied as the real tiles, distance to them (KID) {kid:.3g}; about {left:.0f} s left</source>
      <translation>第 {step} 步：图像的多样性为真实图块的 {diversity:.0%}，与其距离（KID）{kid:.3g}；还剩约 {left:.0f} s</translation>
    </message>
    <message>
      <source>In the library as {model}: images {diversity:.0%} as varied as the real tiles, distance to them (KID) {kid:.3g}; real tiles among themselves {floor:.3g}</source>
      <translation>已作为 {model} 进入模型库：图像的多样性为真实图块的 {diversity:.0%}，与其距离（KID）{kid:.3g}；真实图块之间为 {floor:.3g}</translation>
    </message>
    <message>
      <source>{copies} of {count} tiles are nearly copies of a training tile, however often they were made again. More tiles or more minutes of training help</source>
      <translation>{count} 个图块中有 {copies} 个多次重新生成后仍近似训练图块的副本。增加图块或延长训练时间会有帮助</translation>
    </message>
    <message>
      <source>{copies} of {made} images are nearer to a real tile than 99% of the real tiles are to each other, the nearest at {nearest:.2f} of that distance (0: a copy). More tiles or more minutes help</source>
      <translation>{made} 个图像中有 {copies} 个比 99% 的真实图块彼此之间更接近某个真实图块，最近的为该距离的 {nearest:.2f}（0：副本）。更多图块或更长时间会有帮助</translation>
    </message>
    <message>
      <source>{pairs} tiles show the same ground in both layers, {left} were left out</source>
      <translation>{pairs} 个图块在两个图层中显示同一区域，{left} 个未使用</translation>
    </message>
    <message>
      <source>The layers show different ground: only the target's looks are learned, which is less exact than pairs</source>
      <translation>两个图层显示不同区域：只学习目标的外观，精度低于成对训练</translation>
    </message>
    <message>
      <source>Training on {learn} tiles; {judge} others are held out for validation</source>
      <translation>用 {learn} 个图块训练；另有 {judge} 个留作验证</translation>
    </message>
    <message>
      <source>Step {step} of {steps}: {psnr:.2f} dB on validation tiles, {gain:+.2f} over a linear regression by pixel; about {left:.0f} s left</source>
      <translation>第 {step} 步，共 {steps} 步：验证图块上 {psnr:.2f} dB，比逐像元线性回归 {gain:+.2f}；约剩 {left:.0f} s</translation>
    </message>
    <message>
      <source>Step {step} of {steps}: distance to the target's looks (KID) {kid:.3g} on validation tiles; about {left:.0f} s left</source>
      <translation>第 {step} 步，共 {steps} 步：验证图块上与目标外观的距离（KID）{kid:.3g}；约剩 {left:.0f} s</translation>
    </message>
    <message>
      <source>The GAN's weights were not kept: on validation tiles they look no more like the target, or are too far off</source>
      <translation>GAN 权重未保留：在验证图块上外观并未更接近目标，或偏差太大</translation>
    </message>
    <message>
      <source>In the library as {model}. Its results are SYNTHETIC, and say so</source>
      <translation>已存入模型库，名为 {model}。其结果是 SYNTHETIC（合成），并会注明</translation>
    </message>
    <message>
      <source>Not kept: {gain:+.2f} dB over the base model on validation tiles, at least {least:+.2f} is asked for. More or more varied tiles may help; the base model may also be as good as can be here</source>
      <translation>未保留：验证图块上相对基础模型 {gain:+.2f} dB，至少要求 {least:+.2f}。更多或更多样的图块可能有帮助；也可能基础模型在这里已无法更好</translation>
    </message>
    <message>
      <source>Not kept: {gain:+.2f} dB over bicubic with back-projection. More tiles or another base model may help</source>
      <translation>未保留：相对“双三次插值 + 反投影”{gain:+.2f} dB。更多图块或其他基础模型可能有帮助</translation>
    </message>
    <message>
      <source>Not kept: {gain:+.2f} dB over pixels that are merely repeated. The tiles seem to hold noise, in which there is no detail to learn</source>
      <translation>未保留：相对仅仅重复像元 {gain:+.2f} dB。图块中似乎是噪声，没有可学习的细节</translation>
    </message>
    <message>
      <source>Not kept: {loss:.2f} dB worse than the base model on one validation tile. Pick training tiles that resemble it</source>
      <translation>未保留：在一个验证图块上比基础模型差 {loss:.2f} dB。请选取与之相似的训练图块</translation>
    </message>
    <message>
      <source>Not kept: colors are off by {angle:.2f}° on validation tiles, by {parent:.2f}° with the base model</source>
      <translation>未保留：验证图块上颜色偏差 {angle:.2f}°，基础模型为 {parent:.2f}°</translation>
    </message>
    <message>
      <source>{model} is nearer to the target than a linear regression by pixel: {gain:+.1f} dB on {tiles} validation tiles.</source>
      <translation>{model} 比逐像元线性回归更接近目标：在 {tiles} 个验证图块上 {gain:+.1f} dB。</translation>
    </message>
    <message>
      <source>{model} is no better than a linear regression by pixel: {gain:+.2f} dB on {tiles} validation tiles.</source>
      <translation>{model} 并不优于逐像元线性回归：在 {tiles} 个验证图块上 {gain:+.2f} dB。</translation>
    </message>
    <message>
      <source>{model} looks {less:.0f}% more like the target than colors alone make it, on {tiles} validation tiles.</source>
      <translation>在 {tiles} 个验证图块上，{model} 的外观比只匹配颜色时接近目标 {less:.0f}%。</translation>
    </message>
    <message>
      <source>{model} looks no more like the target than colors alone make it, on {tiles} validation tiles.</source>
      <translation>在 {tiles} 个验证图块上，{model} 的外观并不比只匹配颜色时更接近目标。</translation>
    </message>
    <message>
      <source>Its results are synthetic: for looking at, not for measuring what the layer does not show.</source>
      <translation>其结果是合成的：供查看，不可用于量测图层没有显示的内容。</translation>
    </message>
    <message>
      <source>Its results are synthetic, learned from other ground: for looking at and for trials, never as data.</source>
      <translation>其结果是合成的，学自其他区域：供查看和试验，绝不能当作数据。</translation>
    </message>
    <message>
      <source>Unfit for measuring: radar does not see colors, they are a guess from shapes and textures.</source>
      <translation>不可用于量测：雷达看不到颜色，颜色是由形状和纹理推测的。</translation>
    </message>
    <message>
      <source>More or more varied tiles, more minutes, or a target that the layer has more to do with may help.</source>
      <translation>更多或更多样的图块、更长的时间，或与图层关系更密切的目标可能有帮助。</translation>
    </message>
    <message>
      <source>bicubic interpolation</source>
      <translation>双三次插值</translation>
    </message>
    <message>
      <source>the layer as it is</source>
      <translation>原图层</translation>
    </message>
    <message>
      <source>{model} works on this layer: its error is {less:.0f}% smaller than that of {plain} ({gain:+.1f} dB).</source>
      <translation>{model} 适用于此图层：其误差比{plain}小 {less:.0f}%（{gain:+.1f} dB）。</translation>
    </message>
    <message>
      <source>{model} is better on average, but not everywhere: its error is {less:.0f}% smaller than that of {plain} ({gain:+.1f} dB), and on the worst tile it is no better ({worst:+.1f} dB).</source>
      <translation>{model} 平均更好，但并非处处如此：其误差比{plain}小 {less:.0f}%（{gain:+.1f} dB），而在最差的图块上并不更好（{worst:+.1f} dB）。</translation>
    </message>
    <message>
      <source>{model} is hardly better than {plain} on this layer: its error is {less:.1f}% smaller ({gain:+.2f} dB).</source>
      <translation>{model} 在此图层上几乎不优于{plain}：其误差只小 {less:.1f}%（{gain:+.2f} dB）。</translation>
    </message>
    <message>
      <source>{model} is no better than {plain} on this layer ({gain:+.2f} dB). Keep the layer as it is, or choose another model.</source>
      <translation>{model} 在此图层上不优于{plain}（{gain:+.2f} dB）。请保留原图层，或选择其他模型。</translation>
    </message>
    <message>
      <source>The result of {model} and the reference are identical: there is nothing to improve.</source>
      <translation>{model} 的结果与参考完全相同：没有可改进之处。</translation>
    </message>
    <message>
      <source>Nothing can be said about {model}: the tiles were not degraded, so the layer itself was perfect. Evaluate on more tiles.</source>
      <translation>无法评价 {model}：这些图块未被降质，原图层本身就是完美的。请用更多图块评价。</translation>
    </message>
    <message>
      <source>How far to trust it: of the pixels where it adds detail, {true:.0f}% add what the reference shows and {false:.0f}% invent it.</source>
      <translation>可信程度：在它增加细节的像元中，{true:.0f}% 的细节在参考中存在，{false:.0f}% 是虚构的。</translation>
    </message>
    <message>
      <source>How far to trust it: it adds no detail that could be right or wrong.</source>
      <translation>可信程度：它没有增加任何细节，无所谓对错。</translation>
    </message>
    <message>
      <source>Use it for looking at the layer and for drawing edges and shapes.</source>
      <translation>可用于查看图层以及勾绘边缘和形状。</translation>
    </message>
    <message>
      <source>Use it for looking at the layer only: too much of its detail is invented to draw or measure from it.</source>
      <translation>仅可用于查看图层：虚构的细节太多，不宜据此勾绘或量测。</translation>
    </message>
    <message>
      <source>Use it for indices and classification too: its colors are off by {angle:.2f}°, those of {plain} by {other:.2f}°.</source>
      <translation>也可用于计算指数和分类：其颜色偏差为 {angle:.2f}°，{plain}为 {other:.2f}°。</translation>
    </message>
    <message>
      <source>Do not use it for indices or classification: its colors are off by {angle:.2f}°, those of {plain} by {other:.2f}°.</source>
      <translation>不可用于计算指数或分类：其颜色偏差为 {angle:.2f}°，{plain}为 {other:.2f}°。</translation>
    </message>
    <message>
      <source>Do not use it to count or measure what is smaller than a pixel of the input: such detail is a guess.</source>
      <translation>不可用于统计或量测小于输入像元的地物：这样的细节是推测。</translation>
    </message>
    <message>
      <source>This rests on one tile: elsewhere on the layer it may be different.</source>
      <translation>此结论只依据一个图块：图层的其他地方可能不同。</translation>
    </message>
    <message>
      <source>Use it for mapping, indices and classification at the pixel size of the finer layer: seen again through its sensor, it differs from the layer by next to nothing (D_λ {distortion:.4f}, 0 is perfect).</source>
      <translation>可按较精细图层的像元大小用于制图、计算指数和分类：经传感器重新观测，它与图层几乎没有差别（D_λ {distortion:.4f}，0 为完美）。</translation>
    </message>
    <message>
      <source>Use it for edges and shapes only: seen again through its sensor, it differs from the layer (D_λ {distortion:.3f}, 0 is perfect).</source>
      <translation>仅可用于边缘和形状：经传感器重新观测，它与图层有差别（D_λ {distortion:.3f}，0 为完美）。</translation>
    </message>
    <message>
      <source>Do not use it to find what only these bands show, such as fires or warm fields: that stays as coarse as in the layer.</source>
      <translation>不可用于寻找只有这些波段才显示的地物，如火点或温度较高的田块：它们仍与原图层一样粗。</translation>
    </message>
    <message>
      <source>Choose the regression as the model: it does the same and is faster.</source>
      <translation>请选择回归作为模型：效果相同且更快。</translation>
    </message>
    <message>
      <source>Check the sensor, and whether both layers show the same season.</source>
      <translation>请检查传感器，以及两个图层是否为同一季节。</translation>
    </message>
    <message>
      <source>{model} is better than {parent} on this imagery: its error on tiles that it did not learn from is {less:.0f}% smaller ({gain:+.2f} dB). It is in the library.</source>
      <translation>{model} 在此影像上优于 {parent}：在未参与训练的图块上，其误差小 {less:.0f}%（{gain:+.2f} dB）。已放入模型库。</translation>
    </message>
    <message>
      <source>{parent} remains the better choice: fine-tuning did not improve it enough, and nothing was put into the library.</source>
      <translation>{parent} 仍是更好的选择：微调的改进不足，未向模型库放入任何模型。</translation>
    </message>
    <message>
      <source>How far to trust it: tested on {tiles} validation tiles; where it gains least, it gains {worst:+.2f} dB.</source>
      <translation>可信程度：依据 {tiles} 个验证图块；改进最小处为 {worst:+.2f} dB。</translation>
    </message>
    <message>
      <source>Use it for this layer and others of the same sensor, season and pixel size.</source>
      <translation>可用于此图层以及传感器、季节和像元大小相同的其他图层。</translation>
    </message>
    <message>
      <source>Do not use it for imagery of another sensor or kind of ground: take {parent} there.</source>
      <translation>不可用于其他传感器或其他地表类型的影像：那里请用 {parent}。</translation>
    </message>
    <message>
      <source>The map can be used: about {overall:.0f}% of it is right (95% interval {low:.0f} to {high:.0f}%), no class is weak.</source>
      <translation>此分类图可以使用：约 {overall:.0f}% 正确（95% 置信区间 {low:.0f}% 至 {high:.0f}%），没有薄弱的类别。</translation>
    </message>
    <message>
      <source>The map can be used for {strong}, but not for {weak}. About {overall:.0f}% of it is right (95% interval {low:.0f} to {high:.0f}%).</source>
      <translation>此分类图可用于{strong}，但不可用于{weak}。约 {overall:.0f}% 正确（95% 置信区间 {low:.0f}% 至 {high:.0f}%）。</translation>
    </message>
    <message>
      <source>The map is not good enough to use: about {overall:.0f}% of it is right (95% interval {low:.0f} to {high:.0f}%), and no class is well told from the others.</source>
      <translation>此分类图还不够好，不能使用：约 {overall:.0f}% 正确（95% 置信区间 {low:.0f}% 至 {high:.0f}%），没有一个类别能与其他类别很好地区分。</translation>
    </message>
    <message>
      <source>{name}: only {count} training samples were there, so how good it is can't be told. Add samples until it has {least}.</source>
      <translation>{name}：只有 {count} 个训练样本，无法判断其好坏。请增加到 {least} 个样本。</translation>
    </message>
    <message>
      <source>{name}: {missed:.0f}% of it is missed, most often mapped as {other}. Add samples of both where they lie side by side.</source>
      <translation>{name}：{missed:.0f}% 被漏分，多数被分为{other}。请在两者相邻处各增加样本。</translation>
    </message>
    <message>
      <source>{name}: {wrong:.0f}% of what the map calls so is something else, most often {other}.</source>
      <translation>{name}：图上标为此类的 {wrong:.0f}% 其实是别的，多数是{other}。</translation>
    </message>
    <message>
      <source>{name}: none of its training samples was recognized; most were mapped as {other}. Add samples of both where they lie side by side.</source>
      <translation>{name}：没有一个训练样本被识别，多数被分为{other}。请在两者相邻处各增加样本。</translation>
    </message>
    <message>
      <source>Do not add up the area of a weak class from its pixels: what is mistaken does not cancel out.</source>
      <translation>请勿按像元累加薄弱类别的面积：错分不会相互抵消。</translation>
    </message>
    <message>
      <source>Do not use it on ground or in a season that no training sample shows.</source>
      <translation>不可用于训练样本未涉及的地表或季节。</translation>
    </message>
    <message>
      <source>Use it to map and count: it finds {recall:.0f}% of the objects, and {low:.0f} to {high:.0f}% of its detections are right.</source>
      <translation>可用于制图和计数：它找到 {recall:.0f}% 的地物，其检测结果的 {low:.0f}% 至 {high:.0f}% 是正确的。</translation>
    </message>
    <message>
      <source>Use it to search, and check each detection before you count: it finds {recall:.0f}% of the objects, and {low:.0f} to {high:.0f}% of its detections are right.</source>
      <translation>可用于搜寻，计数前请逐一检查检测结果：它找到 {recall:.0f}% 的地物，其检测结果的 {low:.0f}% 至 {high:.0f}% 是正确的。</translation>
    </message>
    <message>
      <source>Not good enough to use yet: it finds {recall:.0f}% of the objects, and {low:.0f} to {high:.0f}% of its detections are right. Mark more objects, or train longer.</source>
      <translation>还不够好，暂不能使用：它找到 {recall:.0f}% 的地物，其检测结果的 {low:.0f}% 至 {high:.0f}% 是正确的。请标出更多地物，或延长训练。</translation>
    </message>
    <message>
      <source>Not usable: it detects nothing. Mark more objects, or train longer.</source>
      <translation>不能使用：它什么也检测不到。请标出更多地物，或延长训练。</translation>
    </message>
    <message>
      <source>How far to trust it: tested on {count} marked objects that it was not trained on, so the true share found may be {low:.0f} to {high:.0f}%.</source>
      <translation>可信程度：依据 {count} 个未参与训练的已标地物，因此真实的检出比例可能为 {low:.0f}% 至 {high:.0f}%。</translation>
    </message>
    <message>
      <source>How far to trust it: tested on the {count} objects that it was trained on, as they are too few to set any aside. Expect less elsewhere.</source>
      <translation>可信程度：依据它学习过的 {count} 个地物，因为数量太少，无法留作验证。在别处效果会差一些。</translation>
    </message>
    <message>
      <source>Why a range: of {count} detections, {free} lie where nothing is marked. If all of these are wrong, {low:.0f}% are right; if each is an object that nobody marked and fits as well as on marked ones, up to {high:.0f}%.</source>
      <translation>为何是区间：{count} 个检测结果中有 {free} 个位于没有标记的地方。若这些全错，则 {low:.0f}% 正确；若每个都是无人标出的地物，且与已标地物处同样吻合，则最多 {high:.0f}% 正确。</translation>
    </message>
    <message>
      <source>To narrow the range, mark every object in the validation blocks, or draw areas without objects.</source>
      <translation>要缩小区间，请标出评价区块内的所有地物，或绘制没有地物的区域。</translation>
    </message>
    <message>
      <source>Do not use it on imagery of another sensor, season or pixel size without a look.</source>
      <translation>用于其他传感器、季节或像元大小的影像之前，请先查看效果。</translation>
    </message>
    <message>
      <source>Good enough for training: its tiles are as varied as real ones and hard to tell from them by these figures.</source>
      <translation>足以用于训练：其图块与真实图块同样多样，按这些指标难以区分。</translation>
    </message>
    <message>
      <source>For looking at only: {reasons}.</source>
      <translation>仅供查看：{reasons}。</translation>
    </message>
    <message>
      <source>Not good enough to use: {reasons}.</source>
      <translation>还不够好，不能使用：{reasons}。</translation>
    </message>
    <message>
      <source>its tiles are easily told from real ones (KID {kid:.3f}, at most {most:.3f} is good)</source>
      <translation>其图块很容易与真实图块区分（KID {kid:.3f}，不超过 {most:.3f} 为好）</translation>
    </message>
    <message>
      <source>its tiles are less like real ones than real ones made {factor} times coarser (KID {kid:.3f} against {blurred:.3f})</source>
      <translation>其图块与真实图块的差距大于降采样 {factor} 倍的真实图块（KID {kid:.3f}，后者为 {blurred:.3f}）</translation>
    </message>
    <message>
      <source>its tiles are only {diversity:.0f}% as varied as real ones</source>
      <translation>其图块的多样性只有真实图块的 {diversity:.0f}%</translation>
    </message>
    <message>
      <source>its tiles are {sharpness:.2f} times as sharp as real ones (less is blurred, more is noisy)</source>
      <translation>其图块的清晰度为真实图块的 {sharpness:.2f} 倍（小于 1 偏模糊，大于 1 偏噪）</translation>
    </message>
    <message>
      <source>{share:.0f}% of its tiles are nearly copies of real ones</source>
      <translation>其图块的 {share:.0f}% 几乎是真实图块的副本</translation>
    </message>
    <message>
      <source>Give them to the training of a classifier: it tests on real samples whether they help, and leaves them out if not.</source>
      <translation>可用于训练分类器：训练时会用真实样本测试它们是否有帮助，没有帮助则不使用。</translation>
    </message>
    <message>
      <source>Train longer, or on more ground of one kind.</source>
      <translation>请延长训练，或使用更多同类地表。</translation>
    </message>
    <message>
      <source>Do not use them as data: they show what could lie there, and nothing that is there.</source>
      <translation>不可当作数据使用：它们显示那里可能有什么，而非实际有什么。</translation>
    </message>
    <message>
      <source>{layer} is ready: nothing speaks against using it.</source>
      <translation>{layer} 可以使用：没有发现问题。</translation>
    </message>
    <message>
      <source>{layer} can be used; look at this first: {checks}.</source>
      <translation>{layer} 可以使用，请先查看：{checks}。</translation>
    </message>
    <message>
      <source>Fix this before you use {layer}: {checks}.</source>
      <translation>使用 {layer} 之前请先解决：{checks}。</translation>
    </message>
    <message>
      <source>{finding}. {fix}.</source>
      <translation>{finding}。{fix}。</translation>
    </message>
    <message>
      <source>{count} models are at hand. Where none is named, the one that fits the layer's bands is chosen.</source>
      <translation>共有 {count} 个模型可用。未指定模型时，会选择与图层波段相符的模型。</translation>
    </message>
    <message>
      <source>For training</source>
      <translation>可用于训练</translation>
    </message>
    <message>
      <source>For looking at only</source>
      <translation>仅供查看</translation>
    </message>
    <message>
      <source>Not usable</source>
      <translation>不能使用</translation>
    </message>
    <message>
      <source>bicubic</source>
      <translation>双三次插值</translation>
    </message>
    <message>
      <source>bicubic, held to the layer</source>
      <translation>双三次插值，保持图层的值</translation>
    </message>
    <message>
      <source>regression, held to the layer</source>
      <translation>回归，保持图层的值</translation>
    </message>
    <message>
      <source>model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>fewer bands or tiles at a time</source>
      <translation>减少每次处理的波段或分块数</translation>
    </message>
    <message>
      <source>smaller tiles</source>
      <translation>更小的分块</translation>
    </message>
    <message>
      <source>the processor</source>
      <translation>处理器</translation>
    </message>
    <message>
      <source>size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>the input's values were not kept</source>
      <translation>没有保持输入的数值</translation>
    </message>
    <message>
      <source>how the sensor of some bands blurs is not known</source>
      <translation>有些波段的传感器模糊程度未知</translation>
    </message>
    <message>
      <source>the regression alone has no card</source>
      <translation>仅用回归时没有说明卡</translation>
    </message>
    <message>
      <source>a fill without a network has no card</source>
      <translation>不使用神经网络的填补没有模型说明卡</translation>
    </message>
    <message>
      <source>what cleaning the raster first has changed is not in it</source>
      <translation>先增强所改变的内容不包含在内</translation>
    </message>
    <message>
      <source>a translated raster is synthetic</source>
      <translation>转换得到的栅格是合成的</translation>
    </message>
    <message>
      <source>Linear</source>
      <translation>线性</translation>
    </message>
    <message>
      <source>a linear head on fixed features of every pixel and its surroundings</source>
      <translation>在每个像元及其周围的固定特征上的线性分类层</translation>
    </message>
    <message>
      <source>the semi-supervised GAN: the same head tells classes apart and real pixels from made-up ones</source>
      <translation>半监督 GAN：同一个分类层既区分类别，也区分真实像元与合成像元</translation>
    </message>
    <message>
      <source>FixMatch: a student must agree with its slow teacher on pixels without a label</source>
      <translation>FixMatch：在没有样本的像元上，学生网络须与缓慢更新的教师网络一致</translation>
    </message>
    <message>
      <source>{model}: land cover of {raster}</source>
      <translation>{model}：{raster} 的土地覆盖</translation>
    </message>
    <message>
      <source>Overall accuracy &lt;b&gt;{overall:.1%}&lt;/b&gt;, kappa &lt;b&gt;{kappa:.3f}&lt;/b&gt;, from {pixels} sample pixels in {classes} classes.</source>
      <translation>总体精度 &lt;b&gt;{overall:.1%}&lt;/b&gt;，Kappa 系数 &lt;b&gt;{kappa:.3f}&lt;/b&gt;，依据 {classes} 个类别的 {pixels} 个样本像元。</translation>
    </message>
    <message>
      <source>The ground with samples was cut into {blocks} blocks. Every sample was asked of a method that had not seen its block, so these figures say what to expect on this raster away from the samples; they can't say it for ground unlike any sample.</source>
      <translation>有样本的区域被分成 {blocks} 个块。每个样本都由没有见过其所在块的学习方法来预测，因此这些指标说明在此栅格上远离样本处可以期待什么；对与任何样本都不相似的区域，它们无法说明。</translation>
    </message>
    <message>
      <source>{tiles} synthetic tiles: on the real labels {with_accuracy:.1%} right (loss {with_loss:.3f}) where they were learned from beside the others, {accuracy:.1%} ({loss:.3f}) where not:</source>
      <translation>{tiles} 个合成图块：在真实样本上，一起用于训练时正确率为 {with_accuracy:.1%}（损失 {with_loss:.3f}），不用时为 {accuracy:.1%}（{loss:.3f}）：</translation>
    </message>
    <message>
      <source>Their generator may have seen the ground of all labels, so this flatters them a little.</source>
      <translation>它们的生成器可能见过所有样本处的地面，所以这一比较对它们略为有利。</translation>
    </message>
    <message>
      <source>Land cover classifier report</source>
      <translation>土地覆盖分类器报告</translation>
    </message>
    <message>
      <source>class</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>pixel value</source>
      <translation>像元值</translation>
    </message>
    <message>
      <source>training samples</source>
      <translation>训练样本</translation>
    </message>
    <message>
      <source>precision</source>
      <translation>精确率</translation>
    </message>
    <message>
      <source>recall</source>
      <translation>召回率</translation>
    </message>
    <message>
      <source>where it is weak</source>
      <translation>薄弱之处</translation>
    </message>
    <message>
      <source>clearly better, so the classifier learned from them, too.</source>
      <translation>明显更好，因此分类器也学习了它们。</translation>
    </message>
    <message>
      <source>not clearly better, so the classifier did not learn from them.</source>
      <translation>没有明显更好，因此分类器没有学习它们。</translation>
    </message>
    <message>
      <source>A piece of the map</source>
      <translation>分类图的一部分</translation>
    </message>
    <message>
      <source>What is mistaken for what</source>
      <translation>混淆矩阵</translation>
    </message>
    <message>
      <source>Learners</source>
      <translation>学习方法</translation>
    </message>
    <message>
      <source>Precision (user's accuracy): of what the map calls so, the share that is. Recall (producer's accuracy): of what is so, the share that the map finds. F1: both in one.</source>
      <translation>精确率（用户精度）：图上标为该类的，其中确实如此的比例。召回率（生产者精度）：确实属于该类的，其中被图找到的比例。F1：两者合一。</translation>
    </message>
    <message>
      <source>learner</source>
      <translation>学习方法</translation>
    </message>
    <message>
      <source>accuracy</source>
      <translation>精度</translation>
    </message>
    <message>
      <source>loss</source>
      <translation>损失</translation>
    </message>
    <message>
      <source>the raster</source>
      <translation>栅格</translation>
    </message>
    <message>
      <source>the map; training samples in their color, ringed by white</source>
      <translation>分类图；训练样本以其颜色显示，外围白圈</translation>
    </message>
    <message>
      <source>confidence: white is sure, black is not</source>
      <translation>置信度：白色为确定，黑色为不确定</translation>
    </message>
    <message>
      <source>A row for what it is, a column for what the map says; figures are training samples.</source>
      <translation>行为实际类别，列为图上类别；数字为训练样本数。</translation>
    </message>
    <message>
      <source>The one with the lowest loss is kept: it counts how sure wrong answers are, too.</source>
      <translation>保留损失最低的一个：损失也计入错误答案有多确定。</translation>
    </message>
    <message>
      <source>kept: {learner}</source>
      <translation>保留：{learner}</translation>
    </message>
    <message>
      <source>Light blue: a marked object, found. Red: a marked object, missed. Yellow: found where nothing is marked; look whether it is an object that nobody marked.</source>
      <translation>浅蓝：已标地物，检出。红：已标地物，漏检。黄：在没有标记处检出；请查看它是否为无人标出的地物。</translation>
    </message>
    <message>
      <source>{model}: {classes} on {raster}</source>
      <translation>{model}：{raster} 上的{classes}</translation>
    </message>
    <message>
      <source>How many detections are of marked objects, against how many of the marked objects are found, as the score threshold falls from left to right. The dot is the model's own score threshold. Objects that nobody marked count as wrong here, so the true curve lies higher.</source>
      <translation>检测结果中属于已标地物的比例，相对于已标地物的检出比例；得分阈值从左到右降低。圆点为模型自身的得分阈值。无人标出的地物在此计为错误，因此真实曲线更高。</translation>
    </message>
    <message>
      <source>It also learned from {count} objects that it found itself where nothing was marked; some may be wrong.</source>
      <translation>它还学习了自己在没有标记处找到的 {count} 个地物；其中有些可能是错的。</translation>
    </message>
    <message>
      <source>{found} marked and found, {missed} missed, {others} other detections</source>
      <translation>已标并检出 {found} 个，漏检 {missed} 个，其他检测结果 {others} 个</translation>
    </message>
    <message>
      <source>Detector report</source>
      <translation>地物检测器报告</translation>
    </message>
    <message>
      <source>Tested on validation ground, which the detector was not trained on. A detection is true from an overlap of half on.</source>
      <translation>在留作验证、未用于训练的区域上评定。重叠达到一半的检测结果算作正确。</translation>
    </message>
    <message>
      <source>Tested on the objects that it was trained on, as they are too few to hold any out: expect less elsewhere. A detection is true from an overlap of half on.</source>
      <translation>地物太少，无法留作验证，因此在训练地物上评定：在别处应期待更低。重叠达到一半的检测结果算作正确。</translation>
    </message>
    <message>
      <source>Pictures</source>
      <translation>图像</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>指标</translation>
    </message>
    <message>
      <source>Precision and recall</source>
      <translation>精确率与召回率</translation>
    </message>
    <message>
      <source>recall, % of the marked objects</source>
      <translation>召回率，占已标地物的 %</translation>
    </message>
    <message>
      <source>precision at least, % of the detections</source>
      <translation>精确率下限，占检测结果的 %</translation>
    </message>
    <message>
      <source>precision, %</source>
      <translation>精确率，%</translation>
    </message>
    <message>
      <source>share of the detections that are right: from where all that lie where nothing is marked are wrong, to where they are as right as those on marked objects</source>
      <translation>检测结果正确的比例：下限为没有标记处的全错，上限为它们与已标地物处的同样正确</translation>
    </message>
    <message>
      <source>recall, %</source>
      <translation>召回率，%</translation>
    </message>
    <message>
      <source>share of the marked objects that are found</source>
      <translation>已标地物中被检出的比例</translation>
    </message>
    <message>
      <source>AP50, at least</source>
      <translation>AP50，下限</translation>
    </message>
    <message>
      <source>area under the curve below; 1 is perfect</source>
      <translation>下方曲线下的面积；1 为完美</translation>
    </message>
    <message>
      <source>score threshold</source>
      <translation>得分阈值</translation>
    </message>
    <message>
      <source>where recall times F1 is largest; detect takes it unless told otherwise</source>
      <translation>召回率与 F1 之积最大处；检测时若不另行指定即采用此值</translation>
    </message>
    <message>
      <source>objects learned from</source>
      <translation>参与训练的地物</translation>
    </message>
    <message>
      <source>validation objects</source>
      <translation>验证地物</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>损失</translation>
    </message>
    <message>
      <source>{model} on {raster}</source>
      <translation>{model} 用于 {raster}</translation>
    </message>
    <message>
      <source>Bands shown: {bands}. Error: gray is right, white too bright, black too dark.</source>
      <translation>显示的波段：{bands}。误差：灰色为正确，白色为过亮，黑色为过暗。</translation>
    </message>
    <message>
      <source>The raster was made {scale} times coarser, as its own sensor would show it, and then upscaled again: the raster itself is the reference (Wald's protocol). Detail finer than the raster's pixels can't be evaluated this way.</source>
      <translation>按其自身传感器的成像方式将栅格降采样 {scale} 倍，再做超分辨率重建：栅格本身即为参考（Wald 协议）。比栅格像元更细的细节无法这样评价。</translation>
    </message>
    <message>
      <source>What it does to {model}</source>
      <translation>它对 {model} 的影响</translation>
    </message>
    <message>
      <source>pixels, %; the result should follow the reference</source>
      <translation>像元，%；结果应与参考一致</translation>
    </message>
    <message>
      <source>result</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>reference</source>
      <translation>参考</translation>
    </message>
    <message>
      <source>error</source>
      <translation>误差</translation>
    </message>
    <message>
      <source>Compared with &lt;b&gt;{truth}&lt;/b&gt;, which was laid on the input and given its colors. Detail that changed between the two dates counts as error.</source>
      <translation>与 &lt;b&gt;{truth}&lt;/b&gt; 比较：已将其与输入配准并匹配颜色。两个日期之间变化的细节计为误差。</translation>
    </message>
    <message>
      <source>The raster was made noisy, blurred or compressed by known amounts, and then enhanced: the raster is the reference.</source>
      <translation>对栅格加入已知程度的噪声、模糊或压缩，再做增强：栅格本身即为参考。</translation>
    </message>
    <message>
      <source>Share of the pixels that get the class which they get on the reference. The reference itself would have 100%.</source>
      <translation>与参考上分类相同的像元所占比例。参考本身为 100%。</translation>
    </message>
    <message>
      <source>Of the objects found on the reference and on the image, the share that is found on both (F1; an overlap of half). The reference itself would have 100%.</source>
      <translation>在参考和影像上检出的地物中，两者都检出的比例（F1；重叠一半）。参考本身为 100%。</translation>
    </message>
    <message>
      <source>agreement, %</source>
      <translation>一致性（%）</translation>
    </message>
    <message>
      <source>error, % of the value range</source>
      <translation>误差，占取值范围的 %</translation>
    </message>
    <message>
      <source>pixels, %; the narrower the better</source>
      <translation>像元，%；越窄越好</translation>
    </message>
    <message>
      <source>value, % of the value range</source>
      <translation>数值，占取值范围的 %</translation>
    </message>
    <message>
      <source>the layer, degraded</source>
      <translation>降质后的图层</translation>
    </message>
    <message>
      <source>Errors and values</source>
      <translation>误差与数值</translation>
    </message>
    <message>
      <source>The model's limits</source>
      <translation>模型的适用限制</translation>
    </message>
    <message>
      <source>∞ (identical)</source>
      <translation>∞（完全相同）</translation>
    </message>
    <message>
      <source>before</source>
      <translation>之前</translation>
    </message>
    <message>
      <source>One validation tile over time: from the base model's, left, to the last; at the right the reference.</source>
      <translation>一个验证图块随训练的变化：左为基础模型的结果，依次到最后；最右为参考。</translation>
    </message>
    <message>
      <source>Trained on {learn} tiles, validated on {judge} others.</source>
      <translation>用 {learn} 个图块训练，用另外 {judge} 个验证。</translation>
    </message>
    <message>
      <source>Not kept</source>
      <translation>未保留</translation>
    </message>
    <message>
      <source>Fine-tuning report</source>
      <translation>微调报告</translation>
    </message>
    <message>
      <source>on validation tiles</source>
      <translation>在验证图块上</translation>
    </message>
    <message>
      <source>PSNR, dB (higher is better)</source>
      <translation>PSNR，dB（越高越好）</translation>
    </message>
    <message>
      <source>PSNR of the worst tile, dB</source>
      <translation>最差图块的 PSNR，dB</translation>
    </message>
    <message>
      <source>spectral angle, ° (0: the same colors)</source>
      <translation>光谱角，°（0：颜色相同）</translation>
    </message>
    <message>
      <source>texture distance (0: the reference's)</source>
      <translation>纹理距离（0：与参考相同）</translation>
    </message>
    <message>
      <source>bicubic + back-projection</source>
      <translation>双三次插值 + 反投影</translation>
    </message>
    <message>
      <source>base model</source>
      <translation>基础模型</translation>
    </message>
    <message>
      <source>this model</source>
      <translation>本模型</translation>
    </message>
    <message>
      <source>Rows in turn: tiles from seeds 0, 1, 2 and so on, and below each the real tile nearest to it.</source>
      <translation>逐行交替：随机种子 0、1、2 等生成的图块，其下为与之最接近的真实图块。</translation>
    </message>
    <message>
      <source>The same seeds over time, from the untrained network, left, to the last; at the right real tiles.</source>
      <translation>相同种子随时间的变化：左起为未训练的网络，直到最后；最右为真实图块。</translation>
    </message>
    <message>
      <source>Learned from {count} pieces of the raster, of {kinds} kinds told apart by their looks.</source>
      <translation>用栅格的 {count} 个片段学习，按外观分为 {kinds} 种。</translation>
    </message>
    <message>
      <source>{made} tiles against {real} real ones that share no pixel; features are brightness and fixed random filters.</source>
      <translation>{made} 个图块与 {real} 个互不重叠的真实图块比较；特征为亮度和固定的随机滤波器。</translation>
    </message>
    <message>
      <source>Generator report</source>
      <translation>生成器报告</translation>
    </message>
    <message>
      <source>Learned from {count} pieces of the raster.</source>
      <translation>用栅格的 {count} 个片段学习。</translation>
    </message>
    <message>
      <source>No image is a copy of a real tile.</source>
      <translation>没有图像是真实图块的副本。</translation>
    </message>
    <message>
      <source>KID of its tiles</source>
      <translation>其图块的 KID</translation>
    </message>
    <message>
      <source>KID of real tiles</source>
      <translation>真实图块的 KID</translation>
    </message>
    <message>
      <source>KID of real tiles made {factor} times coarser</source>
      <translation>降采样 {factor} 倍的真实图块的 KID</translation>
    </message>
    <message>
      <source>diversity</source>
      <translation>多样性</translation>
    </message>
    <message>
      <source>sharpness</source>
      <translation>清晰度</translation>
    </message>
    <message>
      <source>near copies</source>
      <translation>近似副本</translation>
    </message>
    <message>
      <source>made again</source>
      <translation>重新生成</translation>
    </message>
    <message>
      <source>nearest to a real tile</source>
      <translation>与真实图块的最近距离</translation>
    </message>
    <message>
      <source>distance to the real tiles; 0 is the same kind of image</source>
      <translation>与真实图块的距离；0 为同一类图像</translation>
    </message>
    <message>
      <source>between two halves of them: the best there can be</source>
      <translation>两半真实图块之间：可能达到的最好值</translation>
    </message>
    <message>
      <source>what is farther off is of no use</source>
      <translation>比这更远的没有用处</translation>
    </message>
    <message>
      <source>mean distance between two tiles, over that of real ones; 1 is as varied</source>
      <translation>两个图块之间的平均距离与真实图块之比；1 为同样多样</translation>
    </message>
    <message>
      <source>steepness over that of real tiles; less is blurred, more is noisy</source>
      <translation>梯度与真实图块之比；小于 1 偏模糊，大于 1 偏噪</translation>
    </message>
    <message>
      <source>{copies} of {made}</source>
      <translation>{made} 幅中的 {copies} 幅</translation>
    </message>
    <message>
      <source>nearer to a real tile than 99% of the real ones are to each other</source>
      <translation>与某个真实图块的距离小于 99% 的真实图块彼此之间的距离</translation>
    </message>
    <message>
      <source>they were near copies at first; the same is done when tiles are generated</source>
      <translation>最初近似副本；生成图块时也会这样处理</translation>
    </message>
    <message>
      <source>in units of that distance; 0 is a copy</source>
      <translation>以该距离为单位；0 为副本</translation>
    </message>
    <message>
      <source>tiles</source>
      <translation>图块</translation>
    </message>
    <message>
      <source>Use it</source>
      <translation>可以使用</translation>
    </message>
    <message>
      <source>Use it with care</source>
      <translation>谨慎使用</translation>
    </message>
    <message>
      <source>Do not use it</source>
      <translation>不要使用</translation>
    </message>
    <message>
      <source>✓ good</source>
      <translation>✓ 良好</translation>
    </message>
    <message>
      <source>? look</source>
      <translation>? 请查看</translation>
    </message>
    <message>
      <source>✗ bad</source>
      <translation>✗ 不良</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>可以使用</translation>
    </message>
    <message>
      <source>Look first</source>
      <translation>请先查看</translation>
    </message>
    <message>
      <source>Fix first</source>
      <translation>请先解决</translation>
    </message>
    <message>
      <source>Pixels were sampled: at most 64 windows of 64 x 64, spread evenly. Limits were set on aerial photographs and satellite scenes; forest and crops can look like noise. A layer may be used whatever stands here.</source>
      <translation>像元为抽样：最多 64 个 64 × 64 的窗口，均匀分布。界限依据航空影像和卫星影像设定；森林和农作物可能看起来像噪声。无论此处如何，图层都可以使用。</translation>
    </message>
    <message>
      <source>Pixel size, m</source>
      <translation>像元大小，m</translation>
    </message>
    <message>
      <source>side of a pixel on the ground</source>
      <translation>像元在地面上的边长</translation>
    </message>
    <message>
      <source>Noise, layer units</source>
      <translation>噪声，图层单位</translation>
    </message>
    <message>
      <source>standard deviation in the noisiest band</source>
      <translation>噪声最大波段的标准差</translation>
    </message>
    <message>
      <source>MTF at Nyquist, 0 to 1</source>
      <translation>奈奎斯特频率处的 MTF，0 至 1</translation>
    </message>
    <message>
      <source>contrast left at the finest pattern that pixels can hold; a sharp layer has 0.3 or more</source>
      <translation>像元所能表现的最细图案处剩余的对比度；清晰的图层为 0.3 或更高</translation>
    </message>
    <message>
      <source>JPEG blocks, 0 to 1</source>
      <translation>JPEG 块效应，0 至 1</translation>
    </message>
    <message>
      <source>how much more often the largest of five steps lies on a grid of 8 × 8 pixels</source>
      <translation>五个阶跃中最大者落在 8 × 8 像元网格上的频率高出多少</translation>
    </message>
    <message>
      <source>Oversampling factor</source>
      <translation>过采样倍数</translation>
    </message>
    <message>
      <source>how many times finer the pixels are than what they show; 1 is not at all</source>
      <translation>像元比其所显示的内容细多少倍；1 为没有过采样</translation>
    </message>
    <message>
      <source>Nodata, 0 to 1</source>
      <translation>无数据，0 至 1</translation>
    </message>
    <message>
      <source>share of the layer that is nodata</source>
      <translation>图层中无数据所占比例</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>Finding</source>
      <translation>发现</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>怎么办</translation>
    </message>
    <message>
      <source>not measured</source>
      <translation>未测量</translation>
    </message>
    <message>
      <source>Checks</source>
      <translation>检查项</translation>
    </message>
    <message>
      <source>raster</source>
      <translation>栅格</translation>
    </message>
    <message>
      <source>pieces</source>
      <translation>片段</translation>
    </message>
    <message>
      <source>objects</source>
      <translation>地物</translation>
    </message>
    <message>
      <source>held out for validation</source>
      <translation>留作验证</translation>
    </message>
    <message>
      <source>minutes</source>
      <translation>分钟</translation>
    </message>
    <message>
      <source>{name} (came with the plugin)</source>
      <translation>{name}（随插件提供）</translation>
    </message>
    <message>
      <source>Which model</source>
      <translation>选择模型</translation>
    </message>
    <message>
      <source>Raster GAN: {count} models</source>
      <translation>Raster GAN：{count} 个模型</translation>
    </message>
    <message>
      <source>detailed (GAN)</source>
      <translation>细节（GAN）</translation>
    </message>
    <message>
      <source>{halo} pixels around each pixel</source>
      <translation>每个像元周围 {halo} 个像元</translation>
    </message>
    <message>
      <source>{halo} pixels around each pixel, and fainter things beyond</source>
      <translation>每个像元周围 {halo} 个像元，以及更远处较弱的影响</translation>
    </message>
    <message>
      <source>Sees</source>
      <translation>视野</translation>
    </message>
    <message>
      <source>Trust: at least 90% of the pixels with trust 80 or more are within 2% of the value range; calibrated on {tiles} tiles.</source>
      <translation>可信度：可信度为 80 或更高的像元中，至少 90% 与真值相差不超过取值范围的 2%；用 {tiles} 个图块校准。</translation>
    </message>
    <message>
      <source>makes pixels {scale} times finer</source>
      <translation>分辨率提高到 {scale} 倍</translation>
    </message>
    <message>
      <source>removes noise, blur and artifacts</source>
      <translation>去除噪声、模糊和伪影</translation>
    </message>
    <message>
      <source>tells apart {classes}</source>
      <translation>区分 {classes}</translation>
    </message>
    <message>
      <source>finds {classes}</source>
      <translation>查找 {classes}</translation>
    </message>
    <message>
      <source>makes synthetic tiles from nothing</source>
      <translation>凭空制作合成图块</translation>
    </message>
    <message>
      <source>turns a layer into another; what it makes is synthetic</source>
      <translation>把一个图层转换成另一种图层；结果是合成的</translation>
    </message>
    <message>
      <source>From left to right: the input, what each set of weights makes of it, and the truth.</source>
      <translation>从左到右：输入、每组权重的结果、真值。</translation>
    </message>
    <message>
      <source>example</source>
      <translation>示例</translation>
    </message>
    <message>
      <source>PSNR, dB</source>
      <translation>PSNR(dB)</translation>
    </message>
    <message>
      <source>higher is better; 1 dB is a tenth less error</source>
      <translation>越高越好；1 dB 约为误差减少十分之一</translation>
    </message>
    <message>
      <source>likeness of structure, 1 is the same</source>
      <translation>结构的相似度，1 为相同</translation>
    </message>
    <message>
      <source>SAM, °</source>
      <translation>SAM（°）</translation>
    </message>
    <message>
      <source>how far colors turn, 0 is not at all</source>
      <translation>颜色偏转多少，0 为没有偏转</translation>
    </message>
    <message>
      <source>relative error over all bands, lower is better</source>
      <translation>所有波段的相对误差，越低越好</translation>
    </message>
    <message>
      <source>universal quality index: likeness of brightness, contrast and structure, 1 is the same</source>
      <translation>通用质量指数：亮度、对比度和结构的相似度，1 为相同</translation>
    </message>
    <message>
      <source>steepness over the reference's: 1 is as sharp, less is soft, more is overdone</source>
      <translation>梯度与参考之比：1 为同样清晰，小于 1 偏软，大于 1 过度</translation>
    </message>
    <message>
      <source>re-seen error, × noise</source>
      <translation>重新观测误差，× 噪声</translation>
    </message>
    <message>
      <source>difference to the input when seen again through the sensor; 1 is its noise</source>
      <translation>经传感器重新观测后与输入的差别；1 为其噪声水平</translation>
    </message>
    <message>
      <source>grid error</source>
      <translation>网格误差</translation>
    </message>
    <message>
      <source>largest difference to the input when averaged back, share of the range</source>
      <translation>平均回原网格后与输入的最大差，占取值范围的比例</translation>
    </message>
    <message>
      <source>reflectance</source>
      <translation>反射率</translation>
    </message>
    <message>
      <source>OpenSR: mean difference to the input on its grid, share of the range</source>
      <translation>OpenSR：在输入网格上与输入的平均差，占取值范围的比例</translation>
    </message>
    <message>
      <source>spectral, °</source>
      <translation>光谱（°）</translation>
    </message>
    <message>
      <source>OpenSR: how far colors turn against the input</source>
      <translation>OpenSR：颜色相对输入偏转多少</translation>
    </message>
    <message>
      <source>spatial, input pixels</source>
      <translation>空间，输入像元</translation>
    </message>
    <message>
      <source>OpenSR: shift against the input</source>
      <translation>OpenSR：相对输入的位移</translation>
    </message>
    <message>
      <source>hallucination</source>
      <translation>虚构</translation>
    </message>
    <message>
      <source>OpenSR: share of pixels with detail that is not in the reference</source>
      <translation>OpenSR：含有参考中没有的细节的像元比例</translation>
    </message>
    <message>
      <source>omission</source>
      <translation>遗漏</translation>
    </message>
    <message>
      <source>OpenSR: share of pixels that lack the reference's detail</source>
      <translation>OpenSR：缺少参考细节的像元比例</translation>
    </message>
    <message>
      <source>improvement</source>
      <translation>改进</translation>
    </message>
    <message>
      <source>OpenSR: share of pixels with detail that is in the reference</source>
      <translation>OpenSR：含有参考中存在的细节的像元比例</translation>
    </message>
    <message>
      <source>Bands shown as red, green and blue: of the layer {bands}, of the finer layer {guide}.</source>
      <translation>以红、绿、蓝显示的波段：图层为 {bands}，较精细图层为 {guide}。</translation>
    </message>
    <message>
      <source>The layer and &lt;b&gt;{guide}&lt;/b&gt; were both made coarser by their ratio, each band as its own sensor would show it, and then sharpened: the layer itself is the reference (Wald's protocol). That it does as well at full resolution is supposed.</source>
      <translation>图层与 &lt;b&gt;{guide}&lt;/b&gt; 都按两者的分辨率之比降采样，每个波段按其自身传感器的成像方式，然后锐化：图层本身即为参考（Wald 协议）。假定在全分辨率下效果同样好。</translation>
    </message>
    <message>
      <source>No reference is needed here, and none is known: HQNR asks whether the result, seen again, is the layer, and whether its bands are as like the finer layer as the layer's own are. It finds what is wrong; between good results it decides little.</source>
      <translation>这里不需要参考，也没有参考：HQNR 检查结果经重新观测后是否就是图层，以及其波段与较精细图层的相似程度是否与图层自身的波段相同。它能发现错误，但难以区分好的结果。</translation>
    </message>
    <message>
      <source>RMSE, layer units</source>
      <translation>RMSE，图层单位</translation>
    </message>
    <message>
      <source>root mean square error, mean over the bands; lower is better</source>
      <translation>均方根误差，各波段平均；越低越好</translation>
    </message>
    <message>
      <source>RMSE over bicubic's</source>
      <translation>RMSE 与双三次插值之比</translation>
    </message>
    <message>
      <source>lower is better, 1 gains nothing</source>
      <translation>越低越好，1 表示没有收益</translation>
    </message>
    <message>
      <source>RMSE over the regression's</source>
      <translation>RMSE 与回归之比</translation>
    </message>
    <message>
      <source>what the network adds: below 1 it is worth it</source>
      <translation>网络带来的改进：小于 1 即值得</translation>
    </message>
    <message>
      <source>SRE, dB</source>
      <translation>SRE（dB）</translation>
    </message>
    <message>
      <source>the signal over the error, mean over the bands; higher is better</source>
      <translation>信号与误差之比，各波段的平均值；越高越好</translation>
    </message>
    <message>
      <source>spectral distortion D_λ</source>
      <translation>光谱失真 D_λ</translation>
    </message>
    <message>
      <source>seen again through its sensor, how far the result is from the layer; 0 is not at all (Khan et al. 2009)</source>
      <translation>经传感器再看一次，结果与图层相差多少；0 为毫无差别（Khan 等 2009）</translation>
    </message>
    <message>
      <source>spatial distortion D_S</source>
      <translation>空间失真 D_S</translation>
    </message>
    <message>
      <source>how differently the bands are like the finer layer at the two resolutions; 0 is not at all (Alparone et al. 2008)</source>
      <translation>两种分辨率下波段与更精细图层相似程度的差别；0 为毫无差别（Alparone 等 2008）</translation>
    </message>
    <message>
      <source>both at once, 1 is perfect (Aiazzi et al. 2014)</source>
      <translation>二者合一，1 为完美（Aiazzi 等 2014）</translation>
    </message>
    <message>
      <source>Figures: made coarser, where the reference is known</source>
      <translation>指标：降采样后，参考已知</translation>
    </message>
    <message>
      <source>Figures: at full resolution, without a reference</source>
      <translation>指标：全分辨率，没有参考</translation>
    </message>
    <message>
      <source>the layer</source>
      <translation>图层</translation>
    </message>
    <message>
      <source>the finer layer</source>
      <translation>较精细图层</translation>
    </message>
    <message>
      <source>No alarms.</source>
      <translation>没有异常。</translation>
    </message>
    <message>
      <source>Alarms</source>
      <translation>异常</translation>
    </message>
    <message>
      <source>strip of pictures</source>
      <translation>连环图</translation>
    </message>
    <message>
      <source>One validation tile over time, from the untrained network, left, to the last; at the right the target.</source>
      <translation>一个验证图块随时间的变化：左侧为未训练的网络，直到最后；右侧为目标。</translation>
    </message>
    <message>
      <source>The layers show different ground: only how alike they look can be measured, not whether a pixel is right.</source>
      <translation>两个图层显示不同区域：只能测量外观有多相似，不能测量像元是否正确。</translation>
    </message>
    <message>
      <source>model, GAN weights</source>
      <translation>模型，GAN 权重</translation>
    </message>
    <message>
      <source>training raster</source>
      <translation>训练栅格</translation>
    </message>
    <message>
      <source>target</source>
      <translation>目标</translation>
    </message>
    <message>
      <source>Translator report</source>
      <translation>转换模型报告</translation>
    </message>
    <message>
      <source>linear regression by pixel</source>
      <translation>逐像元线性回归</translation>
    </message>
    <message>
      <source>mean color</source>
      <translation>平均颜色</translation>
    </message>
    <message>
      <source>mean color of each gray value</source>
      <translation>每个灰度值的平均颜色</translation>
    </message>
    <message>
      <source>colors alone</source>
      <translation>仅颜色</translation>
    </message>
    <message>
      <source>mean and spread of the target's colors, no network</source>
      <translation>目标颜色的均值和离散程度，不用网络</translation>
    </message>
    <message>
      <source>distance to the target's tiles; 0 is the same kind of image</source>
      <translation>与目标图块的距离；0 为同类图像</translation>
    </message>
    <message>
      <source>between two halves of its tiles: the best there can be</source>
      <translation>其图块的两半之间：可达到的最好值</translation>
    </message>
    <message>
      <source>KID on validation tiles</source>
      <translation>验证图块上的 KID</translation>
    </message>
    <message>
      <source>color error (CIELAB a, b; 0: the same colors)</source>
      <translation>颜色误差（CIELAB a、b；0：颜色相同）</translation>
    </message>
    <message>
      <source>there is no such file or folder</source>
      <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
      <source>it is locked with a password</source>
      <translation>它有密码保护</translation>
    </message>
    <message>
      <source>it describes no upscale or enhance</source>
      <translation>其中没有超分辨率重建或增强的记录</translation>
    </message>
    <message>
      <source>it holds no layer</source>
      <translation>其中没有图层</translation>
    </message>
  </context>
</TS>
