# Makes the images of this folder with PIL 9.4 and NumPy: the independent reference of the decoder's tests.
import numpy as np, struct, zlib, io
from PIL import Image, ImageOps
import os

d = os.path.dirname(os.path.abspath(__file__)) + '/'
# a photograph-like image: smooth gradients, edges and noise
r=np.random.RandomState(7); h,w=43,61
y,x=np.mgrid[0:h,0:w]
a=np.stack([127+110*np.sin(x/7.0),127+110*np.cos(y/5.0+x/11.0),(x*4+y*3)%256],-1)+r.randint(-15,16,(h,w,3))
a[10:20,20:30]=[255,0,0]; a[25:28]=0
im=Image.fromarray(np.clip(a,0,255).astype('uint8')); im.save(d+'photo.png',optimize=True)
def pack(im,shorter,crop):
    W,H=im.size; s=min(W,H); W2=int(W*shorter/s+0.5); H2=int(H*shorter/s+0.5)
    o=im.resize((W2,H2),Image.BILINEAR); l,t=(W2-crop)//2,(H2-crop)//2
    return o.crop((l,t,l+crop,t+crop))
for s,c in ((24,20),(64,57),(43,43)):
    pack(im,s,c).save(d+f'photo-rgb-{s}-{c}.png'); pack(im.convert('L'),s,c).save(d+f'photo-grey-{s}-{c}.png')
tall=im.transpose(Image.TRANSPOSE); tall.save(d+'tall.png',optimize=True); pack(tall,17,12).save(d+'tall-rgb-17-12.png')
# quadrants: red, green / blue, white
q=np.zeros((16,16,3),'uint8'); q[:8,:8]=[255,0,0]; q[:8,8:]=[0,255,0]; q[8:,:8]=[0,0,255]; q[8:,8:]=255
Q=Image.fromarray(q)
Q.convert('CMYK').save(d+'cmyk.jpg',quality=95,subsampling=0); Q.convert('CMYK').save(d+'cmyk.tif',compression='tiff_lzw')
Q.save(d+'colour.jpg',quality=95,subsampling=0); Q.save(d+'progressive.jpg',quality=95,subsampling=0,progressive=True)
Q.save(d+'colour.gif'); Q.save(d+'colour.bmp'); Q.save(d+'colour.tif',compression='tiff_lzw'); Q.save(d+'colour.webp',lossless=True); Q.save(d+'lossy.webp',quality=95)
Q.quantize(8).save(d+'palette.png')
al=np.dstack([q,np.full((16,16),255,'uint8')]); al[8:,8:,:]=[0,0,0,0]; al[:8,:8,3]=128
A=Image.fromarray(al); A.save(d+'rgba.png'); A.save(d+'rgba.webp',lossless=True); A.save(d+'rgba.tif',compression='tiff_lzw')
p=Q.quantize(8); idx=int(np.array(p)[12,12]); p.save(d+'palette-clear.png',transparency=int(np.array(p)[2,2])); p.save(d+'clear.gif',transparency=int(np.array(p)[2,2]))
g=np.zeros((16,16),'uint8'); g[:8,:8]=128; g[:8,8:]=64; g[8:,:8]=200; g[8:,8:]=255
G=Image.fromarray(g); G.save(d+'grey.png'); G.save(d+'grey.jpg',quality=95); G.save(d+'grey.tif')
la=np.dstack([g,np.full((16,16),255,'uint8')]); la[:8,8:,1]=0; la[:8,:8,1]=128
Image.fromarray(la,'LA').save(d+'grey-alpha.png')
g16=(g.astype('uint16')*257); g16[:8,:8]=32768; Image.fromarray(g16).save(d+'grey16.png'); Image.fromarray(g16).save(d+'grey16.tif')
Image.fromarray((g/255).astype('float32')).save(d+'float.tif')
Image.fromarray((g>100).astype('uint8')*255).convert('1').save(d+'one-bit.png')
def png16(name,arr):
    h,w,c=arr.shape; raw=b''.join(b'\0'+arr[i].astype('>u2').tobytes() for i in range(h))
    def ch(t,b): return struct.pack('>I',len(b))+t+b+struct.pack('>I',zlib.crc32(t+b))
    open(d+name,'wb').write(b'\x89PNG\r\n\x1a\n'+ch(b'IHDR',struct.pack('>IIBBBBB',w,h,16,{3:2,4:6,1:0}[c],0,0,0))+ch(b'IDAT',zlib.compress(raw,9))+ch(b'IEND',b''))
png16('rgb16.png',q.astype('uint16')*257)
png16('rgba16.png',al.astype('uint16')*257)
def png(name,w,h,depth,rows,ctype=0):
    raw=b''.join(b'\0'+r for r in rows)
    def ch(t,b): return struct.pack('>I',len(b))+t+b+struct.pack('>I',zlib.crc32(t+b))
    open(d+name,'wb').write(b'\x89PNG\r\n\x1a\n'+ch(b'IHDR',struct.pack('>IIBBBBB',w,h,depth,ctype,0,0,0))+ch(b'IDAT',zlib.compress(raw,9))+ch(b'IEND',b''))
# 4-bit grey: values 8,4,12,15 of 15
rows=[bytes([0x88]*4+[0x44]*4)]*8+[bytes([0xcc]*4+[0xff]*4)]*8
png('grey4.png',16,16,4,rows)
# orientation
base=Image.fromarray(np.array(im)[2:34,3:51]).resize((48,32)).filter(__import__('PIL.ImageFilter',fromlist=['x']).GaussianBlur(2))
inv={1:None,2:Image.FLIP_LEFT_RIGHT,3:Image.ROTATE_180,4:Image.FLIP_TOP_BOTTOM,5:Image.TRANSPOSE,6:Image.ROTATE_90,7:Image.TRANSVERSE,8:Image.ROTATE_270}
for o,t in inv.items():
    st=base if t is None else base.transpose(t)
    ex=Image.Exif(); ex[0x112]=o
    st.save(d+f'orientation-{o}.jpg',quality=92,subsampling=0,exif=ex)
    back=ImageOps.exif_transpose(Image.open(d+f'orientation-{o}.jpg'))
    assert back.size==base.size and np.abs(np.array(back).astype(int)-np.array(base)).max()<30
st=base.transpose(Image.ROTATE_90); st.save(d+'orientation-6.tif',compression='tiff_lzw',tiffinfo={0x112:6})
# YCCK: PIL cannot write it, but what it stores for CMYK is what YCCK has if the samples are converted before;
# byte 11 of the Adobe segment then says so.
ink=255-q.astype(float)
Y=.299*ink[...,0]+.587*ink[...,1]+.114*ink[...,2]; cb=(ink[...,2]-Y)/1.772+128; cr=(ink[...,0]-Y)/1.402+128
k=np.full(Y.shape,255.0)
stored=np.clip(np.rint(np.stack([Y,cb,cr,k],-1)),0,255).astype('uint8')
buf=io.BytesIO(); Image.fromarray(255-stored,'CMYK').save(buf,'JPEG',quality=95,subsampling=0); b=bytearray(buf.getvalue())
at=b.index(b'Adobe'); b[at+11]=2
open(d+'ycck.jpg','wb').write(b)
back=np.array(Image.open(d+'ycck.jpg').convert('RGB')).astype(int); assert np.abs(back-q)[[4,4,11,11],[4,11,4,11]].max()<8, back[[4,4,11,11],[4,11,4,11]]
# colour profiles that are broken or of the wrong kind
from PIL import ImageCms
srgb=ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
Q.save(d+'icc-srgb.jpg',quality=95,subsampling=0,icc_profile=srgb)
Q.save(d+'icc-broken.jpg',quality=95,subsampling=0,icc_profile=b'no profile at all'*9)
Q.save(d+'icc-broken.png',icc_profile=b'no profile at all'*9)
